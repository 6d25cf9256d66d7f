using System.Text.Json.Nodes;
using Stagecraft.Config;
using Stagecraft.Engine;
using Stagecraft.Engine.Clouds;
using Stagecraft.Errors;
using Stagecraft.Events;
using Stagecraft.Plans;
using Stagecraft.Providers;
using Stagecraft.Testing.Clouds;
using Stagecraft.Testing.Simulation;

namespace Stagecraft.Testing.Rollouts;

/// <summary>Runs that replace, resize and switch on the hosts of a role, with faults, ends of processes, concurrent runs and changes by
/// people, all drawn from a seed. Specified in <c>spec/providers/cloud/interface.md</c>, section 10.</summary>
public sealed partial class RolloutScenario
{
    private const int LastRun = 50;

    private static readonly PlanOptions Options = new()
    {
        Config = ConfigMapping.FromJson(new JsonObject { ["any"] = "memory" }, "cloud"),
        Project = "shop",
        Environment = "staging",
    };

    private readonly VirtualTimeProvider _time = new() { Limit = TimeSpan.FromHours(24) };
    private readonly int _seed;
    private readonly Dice _dice;
    private readonly MemoryCloud _cloud;
    private readonly RolloutProbe _probe;
    private readonly MemoryMachine _foreign;
    private readonly Action<string>? _log;
    private readonly List<string> _broken = [];
    private readonly Dictionary<string, TimeSpan> _disturbed = new(StringComparer.Ordinal);
    private RolloutFile _file;
    private readonly List<RolloutLink> _active = [];
    private bool _hasOverlapped;

    private RolloutScenario(int seed, Action<string>? log)
    {
        (_seed, _log) = (seed, log);
        _dice = new(seed, 200);
        MemoryTraits traits = MemoryTraits.Of(new Dice(seed, 201)) with { HasAddresses = true };
        _cloud = new(traits, _time, new Dice(seed, 202));
        _probe = new(_cloud, TimeSpan.FromSeconds(_dice.Between(0, 30)));
        _file = RolloutFile.Of(new Dice(seed, 203));
        _foreign = _cloud.Create("staging-app-9", "north", "small", ["theirs"], isBooted: true);
    }

    /// <summary>Plays the scenario of a seed.</summary>
    /// <returns>The invariants that were broken; none if all hold.</returns>
    public static IReadOnlyList<string> Play(int seed) => Play(seed, null);

    /// <summary>Plays the scenario of a seed.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="log">Receives each line immediately; null for none.</param>
    public static IReadOnlyList<string> Play(int seed, Action<string>? log)
    {
        RolloutScenario scenario = new(seed, log);
        try
        {
            scenario._time.Run(scenario.PlayAsync);
        }
        catch (InvalidOperationException e)
        {
            scenario._broken.Add(e.Message);
        }

        return scenario._broken;
    }

    internal void Log(Func<string> line) => _log?.Invoke($"{_time.Elapsed:mm\\:ss\\.fff} {line()}");

    private async Task PlayAsync()
    {
        await UpAsync(0, faults: 0, killAt: null).ConfigureAwait(false);
        await Task.Delay(TimeSpan.FromMinutes(1), _time).ConfigureAwait(false);
        int runs = 1 + _dice.Below(4);
        for (int run = 1; run <= runs; run++)
        {
            _file = _dice.Chance(0.7) ? _file.Edited(new Dice(_seed, 204, run)) : _file;
            Log(() => $"the config is {_file}");
            double faults = _dice.Chance(0.6) ? _dice.Between(0.02, 0.2) : 0;
            int? killAt = _dice.Chance(0.5) ? 1 + _dice.Below(120) : null;
            Task first = UpAsync(run, faults, killAt);
            Task second = Task.CompletedTask;
            if (_dice.Chance(0.25))
            {
                await Task.Delay(TimeSpan.FromSeconds(_dice.Between(0, 20)), _time).ConfigureAwait(false);
                second = UpAsync(10 + run, faults, killAt: null);
            }

            while (_dice.Chance(0.4))
            {
                await Task.Delay(TimeSpan.FromSeconds(_dice.Between(0, 60)), _time).ConfigureAwait(false);
                Disturb();
            }

            await Task.WhenAll(first, second).ConfigureAwait(false);
        }

        await FinishAsync().ConfigureAwait(false);
    }

    /// <summary>After the faults, the same command without faults leads to the declared state.</summary>
    private async Task FinishAsync()
    {
        await Task.Delay(TimeSpan.FromMinutes(2), _time).ConfigureAwait(false);
        if (_dice.Chance(0.5) && await UpAsync(LastRun - 1, faults: 0, killAt: null).ConfigureAwait(false) is null)
        {
            CheckResumed();
        }

        Exception? failure = null;
        for (int attempt = 0; attempt < 4; attempt++)
        {
            failure = await UpAsync(LastRun + attempt, faults: 0, killAt: null).ConfigureAwait(false);
            await Task.Delay(TimeSpan.FromMinutes(1), _time).ConfigureAwait(false);
        }

        Require(failure is null, $"the last run fails: {failure?.Message}");
        RolloutLink link = Link(LastRun + 10, 0, null);
        InfraPlan plan = await Provider(link).PlanAsync(Options, CancellationToken.None).ConfigureAwait(false);
        Require(plan.InSync, $"it is not in sync: {string.Join("; ", plan.Changes.Where(c => !c.IsUnchanged).Select(Described))}");
        foreach (DeclaredHost host in _file.Hosts)
        {
            MemoryMachine[] machines = [.. _cloud.Existing.Where(m => m.Name == host.MachineName && !m.IsDeleting)];
            Require(machines.Length == 1, $"host {host.Name} has {machines.Length} machines");
            Require(
                Array.TrueForAll(machines, m => m.Truth.State == MachineState.Running && m.Truth.Size == host.Size),
                $"host {host.Name} is not running with its size");
            Require(
                !machines.SelectMany(m => m.Tags).Any(t => t.StartsWith("stagecraft-re", StringComparison.Ordinal)),
                $"host {host.Name} has a tag of an unfinished run");
        }

        MemoryMachine? twice = _cloud.All.FirstOrDefault(m => m.Snapshots.Count() > 1);
        Require(twice is null || _hasOverlapped, $"{twice?.Name} has {twice?.Snapshots.Count()} snapshots");
        Require(_foreign.IsLive && _foreign.Tags.SequenceEqual(["theirs"]), "the unmanaged machine was changed");
    }

    private async Task<Exception?> UpAsync(int run, double faults, int? killAt)
    {
        PlanOptions options = Chosen(run);
        RolloutLink link = Link(run, faults, killAt);
        link.Selection = string.Join(',', options.Replace) + (options.Surge ? " surge" : "");
        Log(() => $"run {run} starts: replace {link.Selection}, resize {string.Join(',', options.Resize)}, "
            + $"power on {string.Join(',', options.PowerOn)}");
        _active.Add(link);
        _active.ForEach(a => a.HasOverlapped |= _active.Count > 1);
        _hasOverlapped |= _active.Count > 1;
        Task<Exception?> work = WorkAsync(link, options);
        await Task.WhenAny(work, link.Killed).ConfigureAwait(false);
        _active.Remove(link);
        Exception? failure = work.IsCompleted ? await work.ConfigureAwait(false) : null;
        Log(() => $"run {run} ends{(work.IsCompleted ? "" : ", killed")}: {failure?.Message}");
        return failure;
    }

    /// <summary>What the run selects: everything in the last runs.</summary>
    private PlanOptions Chosen(int run)
    {
        PlanOptions options = Selected(run);
        return options with { Surge = options.Replace.Count > 0 && run <= LastRun && new Dice(_seed, 208, run).Chance(0.4) };
    }

    private PlanOptions Selected(int run)
    {
        Dice dice = new(_seed, 205, run);
        string[] roles = _file.HasDatabase ? ["role:app", "role:db"] : ["role:app"];
        if (run >= LastRun)
        {
            return Options with { Replace = ["outdated"], Resize = roles, PowerOn = roles };
        }

        string[] hosts = [.. _file.Hosts.Where(_ => dice.Chance(0.5)).Select(h => h.Name)];
        return run is 0 or LastRun - 1 ? Options : Options with
        {
            Replace = dice.Chance(0.3) ? [] : dice.Chance(0.4) ? ["outdated"] : dice.Chance(0.5) ? ["role:app"] : hosts,
            Resize = dice.Chance(0.5) ? [] : roles,
            PowerOn = dice.Chance(0.5) ? [] : roles,
        };
    }

    private async Task<Exception?> WorkAsync(RolloutLink link, PlanOptions options)
    {
        try
        {
            EngineProvider provider = Provider(link);
            InfraPlan plan = await provider.PlanAsync(options, CancellationToken.None).ConfigureAwait(false);
            link.Plan = plan;
            Log(() => string.Join("; ", plan.Changes.Where(c => !c.IsUnchanged).Select(Described)));
            ApplyOptions apply = new()
            {
                Config = Options.Config,
                Plan = plan,
                Progress = new Listener(this, link),
                Snapshot = link.HasSnapshots,
            };
            ApplyReport report = await provider.ApplyAsync(apply, CancellationToken.None).ConfigureAwait(false);
            Check(link, plan, report);
            return null;
        }
        catch (CloudProviderException e)
        {
            string[] known =
            [
                ErrorCodes.PartialApply, ErrorCodes.ApiError, ErrorCodes.PlanStale, ErrorCodes.Refused, ErrorCodes.MachineTimeout,
                ErrorCodes.MachineExists, ErrorCodes.MachineNotFound, ErrorCodes.MachineCreateFailed, ErrorCodes.MachineDeleteFailed,
            ];
            Require(known.Contains(e.Code), $"a run fails with {e.Code}: {e.Message}");
            if (e.Report is { } report)
            {
                CheckRefused(link, report);
            }

            return e;
        }
    }

    private RolloutLink Link(int run, double faults, int? killAt) => new(this, _cloud, new Dice(_seed, 206, run), faults, killAt)
    {
        HasSnapshots = run < LastRun && new Dice(_seed, 207, run).Chance(0.3),
    };

    private EngineProvider Provider(RolloutLink link) => new(
        new MemoryDriver(_cloud, link, _file.Config(_cloud.Traits.Settle)),
        new EngineOptions { TimeProvider = _time, HostProbe = _probe });

    private sealed class Listener(RolloutScenario scenario, RolloutLink link) : IProgress<InfraEvent>
    {
        public void Report(InfraEvent value)
        {
            scenario.Log(() => value.ToString());
            link.HasSkipped |= value is HostSkipped;
            if (value is HostFailed { Name: { } name })
            {
                link.Failed.Add(name);
            }
        }
    }

    private static string Described(ResourceChange change) =>
        $"{change.Name} {change.Actions} " + string.Join(',', change.Fields.Select(f => $"{f.Name} {f.Declared} {f.Actual}"));

    private void Require(bool holds, string message)
    {
        if (!holds)
        {
            _broken.Add($"{_time.Elapsed}: {message}");
            Log(() => $"BROKEN {message}");
        }
    }
}
