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

namespace Stagecraft.Testing.Resources;

/// <summary>Runs on an account in memory with resources other than machines, with faults, ends of processes and changes by people, all
/// drawn from a seed. Specified in <c>spec/providers/cloud/interface.md</c>, section 9.</summary>
public sealed partial class ResourceScenario
{
    private const string Prefix = "stagecraft.shop.staging.";
    private const string Set = "stagecraft-set:shop:staging";

    private static readonly PlanOptions Options = new()
    {
        Config = ConfigMapping.FromJson(new JsonObject { ["any"] = "memory" }, "cloud"),
        Project = "shop",
        Environment = "staging",
    };

    private readonly VirtualTimeProvider _time = new() { Limit = TimeSpan.FromHours(12) };
    private readonly Dice _dice;
    private readonly MemoryCloud _cloud;
    private readonly MemoryResources _resources;
    private readonly List<string> _broken = [];
    private readonly List<MemoryResource> _foreign = [];
    private readonly int _seed;
    private MemoryMachine? _stranger;

    private ResourceScenario(int seed)
    {
        _seed = seed;
        _dice = new(seed, 100);
        _cloud = new(new MemoryTraits { ReadsWhole = true, HasEvidence = true, Prices = null }, _time, new Dice(seed, 101));
        _resources = new(_cloud, new Dice(seed, 102));
    }

    /// <summary>Plays the scenario of a seed.</summary>
    /// <returns>The invariants that were broken; none if all hold.</returns>
    public static IReadOnlyList<string> Play(int seed)
    {
        ResourceScenario scenario = new(seed);
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

    /// <summary>A run sends a write.</summary>
    internal void Sending(ResourceLink link, ResourceWrite write, TimeSpan age)
    {
        Require(link.Plan is not null, $"a plan sends a write: {write}");
        Require(age <= TimeSpan.FromSeconds(10), $"a write is based on a read of {age}: {write}");
        if (write.Id is not { } id)
        {
            Require(
                link.Known(write.Kind).All(r => r.CloudName != write.CloudName || !IsOwned(write.Kind, r)),
                $"a resource is created that a list shows: {write}");
            bool isRepeated = write.Kind == ResourceKind.Alert && link.Created.Contains(write.CloudName) && Exists(write);
            Require(!isRepeated, $"a resource is created a second time: {write}");
            return;
        }

        Resource? shown = link.Shown(write.Kind).FirstOrDefault(r => r.Id == id);
        Require(
            write.Kind == ResourceKind.ReservedIp
                ? write.CloudName == ResourceFile.Address : shown is not null && IsOwned(write.Kind, shown),
            $"a write to a resource that is not owned: {write}");
        Require(_foreign.All(f => f.Id != id), $"a write to a foreign resource: {write}");
        MemoryResource actual = _resources.Find(id)!;
        if (write.Action is "attach" or "detach" && actual is not null)
        {
            Require(actual.Attached.All(m => m != _stranger?.Id), $"it is attached to an unmanaged machine: {write}");
            Require(write.Action != "attach" || shown!.Attached.Count == 0, $"it is attached to a machine: {write}");
        }

        if (write is { Action: "delete", Kind: ResourceKind.Firewall } && link.Intent == PlanIntent.Down)
        {
            Require(!_cloud.Existing.Any(m => m.IsLive && m.Has("stagecraft")), $"a machine is left without its firewall: {write}");
        }

        if (write.Action is "delete" or "detach")
        {
            Require(link.Plan!.Changes.Any(c => c.Deletes && c.Id == id), $"the plan does not delete it: {write}");
            Require(write.Kind != ResourceKind.Volume || link.AllowLoss.Count > 0, $"a volume is deleted and not named: {write}");
        }
    }

    internal bool Exists(ResourceWrite write) =>
        _resources.Existing.Any(r => r.Kind == write.Kind && r.CloudName == write.CloudName);

    /// <summary>A run sends a create of machines.</summary>
    internal void Creating(ResourceLink link) => Require(
        link.Plan!.Changes.Where(c => c is { Kind: ResourceKind.Firewall, Actions: ResourceActions.Create })
            .All(f => _resources.Existing.Any(r => r.Kind == f.Kind && r.CloudName == f.CloudName)),
        "a machine is created before its firewall");

    private async Task PlayAsync()
    {
        ResourceFile file = ResourceFile.Of(new Dice(_seed, 103));
        _resources.Add(ResourceKind.ReservedIp, ResourceFile.Address, [], [], [], isOld: true);
        if (_dice.Chance(0.3))
        {
            await UpAsync(file, 0, faults: 0, killAt: null).ConfigureAwait(false);
        }

        // Others act long before the run: an assignment within the lag of a list cannot be known.
        AddForeign();
        await Task.Delay(_cloud.Traits.Settle, _time).ConfigureAwait(false);
        int runs = 1 + _dice.Below(3);
        for (int run = 1; run <= runs; run++)
        {
            file = _dice.Chance(0.3) ? file.Edited(new Dice(_seed, 104, run)) : file;
            double faults = _dice.Chance(0.7) ? _dice.Between(0.05, 0.5) : 0;
            int? killAt = _dice.Chance(0.5) ? 1 + _dice.Below(60) : null;
            Task first = UpAsync(file, run, faults, killAt);
            if (_dice.Chance(0.3))
            {
                await Task.Delay(TimeSpan.FromSeconds(_dice.Between(0, 20)), _time).ConfigureAwait(false);
                await Task.WhenAll(first, UpAsync(file, 10 + run, faults, killAt: null)).ConfigureAwait(false);
            }

            await first.ConfigureAwait(false);
            if (_dice.Chance(0.4))
            {
                Meddle();
            }

            await Task.Delay(TimeSpan.FromSeconds(_dice.Between(0, 40)), _time).ConfigureAwait(false);
        }

        await FinishAsync(file).ConfigureAwait(false);
        await DownAsync(file).ConfigureAwait(false);
    }

    /// <summary>After the faults, a run without faults leads to the declared state.</summary>
    private async Task FinishAsync(ResourceFile file)
    {
        await Task.Delay(TimeSpan.FromMinutes(1), _time).ConfigureAwait(false);
        foreach (MemoryResource foreign in _foreign)
        {
            MemoryResource? now = _resources.Find(foreign.Id);
            Require(now is not null && now.Fields.GetValueOrDefault("mine") == "yes", $"a foreign resource was changed: {foreign.Id}");
            now?.Delete(_time.Elapsed);
        }

        if (_stranger is { } stranger)
        {
            Require(stranger.IsLive, "an unmanaged machine was deleted");
            _cloud.Delete(stranger);
        }

        await Task.Delay(TimeSpan.FromMinutes(1), _time).ConfigureAwait(false);
        Exception? failure = null;
        for (int attempt = 0; attempt < 3; attempt++)
        {
            (failure, _) = await UpAsync(file, 50 + attempt, faults: 0, killAt: null).ConfigureAwait(false);
            await Task.Delay(TimeSpan.FromMinutes(1), _time).ConfigureAwait(false);
        }

        Require(failure is null, $"the last run fails: {failure?.Message}");
        ResourceLink link = Link(60, 0, null);
        InfraPlan plan = await Provider(file, link).PlanAsync(Options, CancellationToken.None).ConfigureAwait(false);
        Require(plan.InSync, $"the account is not in sync: {string.Join("; ", plan.Changes.Where(c => !c.IsUnchanged).Select(Describe))}");
        (_, ResourceLink again) = await UpAsync(file, 61, faults: 0, killAt: null).ConfigureAwait(false);
        Require(again.Writes == 0, "a run in sync sends a write");
        foreach (DeclaredResource declared in file.Resources)
        {
            string name = declared.CloudName.Length > 0 ? declared.CloudName : Prefix + declared.Name;
            int count = _resources.Existing.Count(r => r.Kind == declared.Kind && r.CloudName == name);
            Require(count == 1, $"{declared} exists {count} times");
        }

        foreach (DeclaredHost host in file.Hosts)
        {
            int count = _cloud.Existing.Count(m => m.Name == host.MachineName && !m.IsDeleting);
            Require(count == 1, $"host {host.Name} exists {count} times");
        }
    }

    private async Task<(Exception? Failure, ResourceLink Link)> UpAsync(ResourceFile file, int run, double faults, int? killAt)
    {
        Dice dice = new(_seed, 105, run);
        DeclaredHost? replaced = run is > 0 and < 50 && dice.Chance(0.2) ? file.Hosts[^1] : null;
        ResourceLink link = Link(run, faults, killAt, run < 50 && dice.Chance(0.3) ? [$"volume/{file.Hosts[^1].Name}-data"] : []);
        Task<Exception?> work = WorkAsync(file, link, replaced);
        await Task.WhenAny(work, link.Killed).ConfigureAwait(false);
        return (work.IsCompleted ? await work.ConfigureAwait(false) : null, link);
    }

    private async Task<Exception?> WorkAsync(ResourceFile file, ResourceLink link, DeclaredHost? replaced)
    {
        try
        {
            EngineProvider provider = Provider(file, link);
            string[] replace = replaced is null ? [] : [replaced.Name];
            InfraPlan plan = await provider
                .PlanAsync(Options with { Intent = link.Intent, Replace = replace, AllowLoss = link.AllowLoss }, CancellationToken.None)
                .ConfigureAwait(false);
            link.Plan = plan;
            ApplyReport report = await provider
                .ApplyAsync(new() { Config = Options.Config, Plan = plan }, CancellationToken.None).ConfigureAwait(false);
            Check(report);
            return null;
        }
        catch (CloudProviderException e)
        {
            string[] known =
            [
                ErrorCodes.NameTaken, ErrorCodes.PartialApply, ErrorCodes.ResourceFailed, ErrorCodes.ResourceTimeout, ErrorCodes.ApiError,
                ErrorCodes.PlanStale, ErrorCodes.Refused, ErrorCodes.MachineTimeout, ErrorCodes.MachineExists, ErrorCodes.MachineNotFound,
            ];
            Require(known.Contains(e.Code), $"a run fails with {e.Code}: {e.Message}");
            return e;
        }
    }

    private void Check(ApplyReport report)
    {
        foreach (ResourceOutcome outcome in report.Resources.Where(r => r.Outcome is OutcomeKind.Deleted))
        {
            Require(_resources.Find(outcome.Id!.Value) is null, $"a deleted resource exists: {outcome.Kind} {outcome.Name}");
        }

        foreach (ResourceOutcome outcome in report.Resources.Where(r => r.Outcome is OutcomeKind.Created or OutcomeKind.Updated))
        {
            Require(outcome.Id is not null, $"a created resource has no id: {outcome.Kind} {outcome.Name}");
        }
    }

    private async Task<Exception?> DownAsync(ResourceFile file, int run, double faults, int? killAt)
    {
        ResourceLink link = new(this, _cloud, new Dice(_seed, 106, run), faults, killAt)
        {
            AllowLoss = ["load_balancer/web"],
            Intent = PlanIntent.Down,
        };
        Task<Exception?> work = WorkAsync(file, link, replaced: null);
        await Task.WhenAny(work, link.Killed).ConfigureAwait(false);
        return work.IsCompleted ? await work.ConfigureAwait(false) : null;
    }

    private ResourceLink Link(int run, double faults, int? killAt, params IReadOnlyList<string> allowLoss) =>
        new(this, _cloud, new Dice(_seed, 106, run), faults, killAt) { AllowLoss = allowLoss };

    private EngineProvider Provider(ResourceFile file, ResourceLink link) => new(
        new MemoryDriver(_cloud, link, file.Config(_cloud.Traits.Settle))
        {
            Kinds =
            [
                .. new[]
                {
                    ResourceKind.Volume, ResourceKind.Firewall, ResourceKind.LoadBalancer, ResourceKind.ReservedIp, ResourceKind.Alert,
                }.Select(k => new MemoryKind(k, _resources, link)),
            ],
        },
        new EngineOptions { TimeProvider = _time });

    private static bool IsOwned(string kind, Resource resource) => kind == ResourceKind.Volume
        ? new[] { "stagecraft", "stagecraft-env-staging", "stagecraft-project-shop" }.All(t => resource.Tags!.Contains(t))
        : resource.CloudName.StartsWith(Prefix, StringComparison.Ordinal)
            && resource.Targets!.Any(t => t == Set || t.StartsWith(Set + ":", StringComparison.Ordinal));

    private static string Describe(ResourceChange change) =>
        $"{change.Kind} {change.Name} {change.Actions} "
            + string.Join(',', change.Fields.Select(f => $"{f.Name} {f.Declared} {f.Actual}"));

    private void Require(bool holds, string message)
    {
        if (!holds)
        {
            _broken.Add($"{_time.Elapsed}: {message}");
        }
    }
}
