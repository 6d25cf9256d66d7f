using Stagecraft.DigitalOcean;
using Stagecraft.DigitalOcean.Sandbox;
using Stagecraft.Errors;
using Stagecraft.Events;
using Stagecraft.Plans;
using Stagecraft.Providers;
using Stagecraft.Testing.Simulation;

namespace Stagecraft.Testing.Resources;

/// <summary>Runs on DigitalOcean's sandbox with every kind of resource, with faults, ends of processes and changes by people, all drawn
/// from a seed. Specified in <c>spec/providers/cloud/interface.md</c>, section 9, and <c>digitalocean.md</c>, section 16.</summary>
public sealed partial class SandboxScenario
{
    private static readonly string[] AllowLoss = ["load_balancer/web"];

    private static readonly string[] Known =
    [
        ErrorCodes.NameTaken, ErrorCodes.PartialApply, ErrorCodes.ResourceFailed, ErrorCodes.ResourceTimeout, ErrorCodes.ApiError,
        ErrorCodes.PlanStale, ErrorCodes.Refused, ErrorCodes.MachineTimeout, ErrorCodes.MachineExists, ErrorCodes.MachineNotFound,
        ErrorCodes.MachineCreateFailed, ErrorCodes.MachineDeleteFailed,
    ];

    private static readonly Fault[] Faults =
    [
        Fault.ResetBefore, Fault.ResetAfter, Fault.Error500Before, Fault.Error500After, Fault.Gateway504After, Fault.TruncatedAfter,
        Fault.LateCommit, Fault.TooMany,
    ];

    private readonly int _seed;
    private readonly Dice _dice;
    private readonly World _world;
    private readonly string _address;
    private readonly List<FaultHandler> _networks = [];
    private readonly List<string> _broken = [];
    private SandboxFile _file;

    private SandboxScenario(int seed)
    {
        _seed = seed;
        _dice = new(seed, 200);
        (TimeSpan listLag, TimeSpan tagLag) = (TimeSpan.FromSeconds(_dice.Below(6)), TimeSpan.FromSeconds(_dice.Below(4)));
        _world = new(o => o with { ListLag = listLag, TagLag = tagLag, RateLimit = _dice.Chance(0.5) });
        _address = OtherClient.Reserve(_world, "nyc1");
        _file = SandboxFile.Of(new Dice(seed, 201));
        _world.Yaml = _file.Yaml(_address);
    }

    /// <summary>Plays the scenario of a seed.</summary>
    /// <returns>The invariants that were broken; none if all hold.</returns>
    public static IReadOnlyList<string> Play(int seed)
    {
        SandboxScenario scenario = new(seed);
        try
        {
            scenario.Play();
        }
        catch (InvalidOperationException e)
        {
            scenario._broken.Add(e.Message);
        }

        return scenario._broken;
    }

    private void Play()
    {
        Wait(TimeSpan.FromSeconds(10));
        if (_dice.Chance(0.4))
        {
            Run(0, faults: 0, killAt: null);
        }

        AddForeign();
        int runs = 1 + _dice.Below(3);
        for (int run = 1; run <= runs; run++)
        {
            if (_dice.Chance(0.4))
            {
                _file = _file.Edited(_dice);
                _world.Yaml = _file.Yaml(_address);
            }

            double faults = _dice.Chance(0.7) ? _dice.Between(0.02, 0.3) : 0;
            Run(run, faults, _dice.Chance(0.5) ? 1 + _dice.Below(70) : null, _dice.Chance(0.25) ? 10 + run : null);
            if (_dice.Chance(0.4))
            {
                Meddle();
            }

            Wait(TimeSpan.FromSeconds(_dice.Below(30)));
        }

        Wait(TimeSpan.FromMinutes(5));
        CheckForeign();
        Finish();
        End();
    }

    /// <summary>After the faults, runs without faults lead to the declared state.</summary>
    private void Finish()
    {
        Exception? failure = null;
        for (int attempt = 0; attempt < 3; attempt++)
        {
            failure = Run(50 + attempt, faults: 0, killAt: null);
            Wait(TimeSpan.FromMinutes(5));
        }

        Require(failure is null, $"the last run fails: {failure?.Message}");
        InfraPlan plan = _world.Plan();
        Require(plan.InSync, $"not in sync: {string.Join("; ", plan.Changes.Where(c => !c.IsUnchanged).Select(Describe))}");
        Require(
            _world.Live().SequenceEqual(_file.Hosts.Select(h => $"staging-{h}").Order(StringComparer.Ordinal)),
            $"droplets: {string.Join(' ', _world.Live())}");
        SandboxResources resources = _world.Cloud.Resources;
        long? database = _world.Cloud.Droplets.FirstOrDefault(d => d.Name == "staging-db-1")?.Id;
        Require(resources.Firewalls.Count(IsOwn) == (_file.Port == 0 ? 0 : 1), $"{resources.Firewalls.Count(IsOwn)} firewalls");
        Require(resources.LoadBalancers.Count(b => b.Name == Name("web")) == (_file.BalancerPort == 0 ? 0 : 1), "load balancers");
        SandboxVolume[] volumes = [.. resources.Volumes.Where(v => v.Name == "staging-db-1-data")];
        Require(_file.VolumeSize == 0 || (volumes.Length == 1 && volumes[0].DropletId == database), "the volume is not attached once");
        Require(_file.VolumeSize == 0 || volumes[0].SizeGigabytes == _file.VolumeSize, "the volume has another size");
        Require(!_file.HasAddress || resources.ReservedIps.Single().DropletId == database, "the address is not assigned");
        Require(
            !_hasProxyProtocol || resources.LoadBalancers.Count == 0 || ShowsProxyProtocol(),
            "a setting that the file does not declare is lost");
    }

    /// <summary>Deletes the environment.</summary>
    private void End()
    {
        double faults = _dice.Chance(0.5) ? _dice.Between(0.02, 0.3) : 0;
        Run(60, faults, _dice.Chance(0.5) ? 1 + _dice.Below(50) : null, intent: PlanIntent.Down);
        Exception? failure = null;
        for (int attempt = 0; attempt < 3; attempt++)
        {
            Wait(TimeSpan.FromMinutes(5));
            failure = Run(61 + attempt, faults: 0, killAt: null, intent: PlanIntent.Down);
        }

        Require(failure is null, $"the last down fails: {failure?.Message}");
        SandboxResources resources = _world.Cloud.Resources;
        Require(_world.Live().Count == 0, $"droplets remain: {string.Join(' ', _world.Live())}");
        Require(!resources.Firewalls.Any(IsOwn) && resources.LoadBalancers.Count == 0, "a firewall or load balancer remains");
        Require(
            _networks.SelectMany(n => n.Sent).All(s => !s.StartsWith("DELETE /v2/volumes", StringComparison.Ordinal)),
            "a volume that was not named is deleted");
    }

    /// <summary>One run, and a second one at the same time.</summary>
    /// <returns>The failure of the first run; null if it succeeded or was killed.</returns>
    private Exception? Run(int run, double faults, int? killAt, int? second = null, PlanIntent intent = PlanIntent.Converge)
    {
        Task<Exception?> work = Task.FromResult<Exception?>(null);
        _world.Time.Run(async () =>
        {
            work = WorkAsync(run, faults, killAt, intent);
            Task other = second is { } number ? LaterAsync(number, faults, intent) : Task.CompletedTask;
            await Task.WhenAny(Task.WhenAll(work, other), Task.Delay(TimeSpan.FromHours(1), _world.Time)).ConfigureAwait(false);
        });
        Require(work.IsCompleted || killAt is not null, "a run does not end");
        return work.IsCompleted ? work.GetAwaiter().GetResult() : null;
    }

    private async Task LaterAsync(int run, double faults, PlanIntent intent)
    {
        await Task.Delay(TimeSpan.FromSeconds(new Dice(_seed, 203, run).Below(20)), _world.Time).ConfigureAwait(false);
        await WorkAsync(run, faults, killAt: null, intent).ConfigureAwait(false);
    }

    private async Task<Exception?> WorkAsync(int run, double faults, int? killAt, PlanIntent intent)
    {
        Dice dice = new(_seed, 202, run);
        FaultHandler network = _world.NewNetwork();
        _networks.Add(network);
        network.Choose = (_, number) => number == killAt || !dice.Chance(faults) ? Fault.None : dice.Pick(Faults);
        network.Before = _ => network.Crashed |= network.Sent.Count == killAt;
        DigitalOceanProvider provider = _world.NewProvider(network);
        try
        {
            string[] allowLoss = intent == PlanIntent.Down ? AllowLoss : [];
            InfraPlan plan = await provider
                .PlanAsync(_world.PlanOptions(intent) with { AllowLoss = allowLoss }, CancellationToken.None).ConfigureAwait(false);
            ApplyReport report = await provider.ApplyAsync(_world.ApplyOptions(plan), CancellationToken.None).ConfigureAwait(false);
            Require(report.Succeeded, "a report of a run that succeeded states a failure");
            return null;
        }
        catch (CloudProviderException e)
        {
            Require(Known.Contains(e.Code), $"a run fails with {e.Code}: {e.Message}");
            return e;
        }
    }

    private static string Describe(ResourceChange change) =>
        $"{change.Kind} {change.Name} {change.Actions} " + string.Join(',', change.Fields.Select(f => $"{f.Name} {f.Declared} {f.Actual}"));

    private void Wait(TimeSpan time) => _world.Time.Run(() => Task.Delay(time, _world.Time));

    private void Require(bool holds, string rule)
    {
        if (!holds)
        {
            _broken.Add($"{_world.Time.Elapsed}: {rule}");
        }
    }
}
