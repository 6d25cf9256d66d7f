using Stagecraft.Engine.Clouds;
using Stagecraft.Events;
using Stagecraft.Plans;
using Stagecraft.Providers;
using Stagecraft.Testing.Clouds;
using Stagecraft.Testing.Simulation;

namespace Stagecraft.Testing.MemorySimulation;

/// <summary>Knows the actual state of a cloud in memory and compares every write, event and report with it.</summary>
internal sealed class MemoryWatch(MemoryWorld world)
{
    private readonly Dictionary<MachineId, string> _unmanaged = [];
    private readonly Dictionary<MachineId, TimeSpan> _lost = [];
    private readonly Dictionary<string, TimeSpan> _meddledWith = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<MachineId> _touched = [];

    /// <summary>Machines that people changed or a run deletes, so that a report about them may be out of date.</summary>
    private readonly HashSet<MachineId> _victims = [];

    private readonly HashSet<int> _changing = [];

    /// <summary>Machines whose delete the cloud accepted without effect.</summary>
    private readonly HashSet<MachineId> _ignored = [];

    private readonly CreateWatch _creates = new(world);
    private readonly DeleteWatch _deletes = new(world);

    /// <summary>The first invariant that did not hold; null while all hold.</summary>
    public string? Broken { get; private set; }

    public void Complain(string? broken)
    {
        if (Broken is null && broken is not null)
        {
            Broken = broken;
            world.Record($"BROKEN: {broken}");
        }
    }

    public static bool IsOurs(Machine machine) =>
        machine.Tags is { } tags && Watch.OurTags.All(t => tags.Contains(t, StringComparer.OrdinalIgnoreCase));

    public bool IsUnmanaged(MachineId id) => _unmanaged.ContainsKey(id);

    public bool IsVictim(MachineId id) => _victims.Contains(id);

    /// <summary>Whether people changed the machine.</summary>
    public bool IsTouched(MachineId id) => _touched.Contains(id);

    public void AddUnmanaged(MemoryMachine machine) => _unmanaged[machine.Id] = Mark(machine);

    public void Release(MachineId id) => _unmanaged.Remove(id);

    /// <summary>People remove a machine from the environment.</summary>
    public void Lose(MemoryMachine machine)
    {
        _lost[machine.Id] = world.Time.Elapsed;
        Meddle(machine);
        AddUnmanaged(machine);
    }

    /// <summary>People change a machine.</summary>
    public void Meddle(MemoryMachine machine)
    {
        _victims.Add(machine.Id);
        _touched.Add(machine.Id);
        MeddleWith(machine.Name);
    }

    public void MeddleWith(string name) => _meddledWith[name] = world.Time.Elapsed;

    /// <summary>Whether the cloud accepted a delete without effect and people removed the tags, so that no list shows the
    /// machine.</summary>
    private bool IsIgnored(MachineId id) => _ignored.Contains(id) && IsTouched(id);

    /// <summary>When people last changed something about a name; null if never.</summary>
    public TimeSpan? MeddledAt(string name) => _meddledWith.TryGetValue(name, out TimeSpan at) ? at : null;

    /// <summary>Whether people changed a name so recently that a run may not know it.</summary>
    public bool IsExcused(TimeSpan? at) => at is { } then && world.Time.Elapsed - then <= TimeSpan.FromSeconds(11) + world.Traits.Lag;

    /// <summary>Whether people took the machine away so recently that a run may not know it, or never did.</summary>
    public bool MayTouch(MachineId id) => !IsUnmanaged(id) || (_lost.TryGetValue(id, out TimeSpan at) && IsExcused(at));

    /// <summary>The machines of the environment that exist.</summary>
    public IEnumerable<MemoryMachine> Ours() => world.Cloud.Existing.Where(m => !IsUnmanaged(m.Id));

    public void Sending(MemoryRun run, MemoryRequest request, Func<MachineId, bool> wasShown)
    {
        Complain(run.IsPlanning ? $"run {run.Number} sent {request} while it planned" : null);
        MachineId[] unknown = request.Kind == MemoryRequestKind.Delete ? [.. request.Ids.Where(id => !wasShown(id))] : [];
        Complain(unknown.Length == 0
            ? null
            : $"run {run.Number} sent a delete for {unknown[0]}, and no read of the last 10 s shows that it is owned and not protected");
    }

    /// <summary>A write is about to take effect.</summary>
    public void Arriving(MemoryRun run, MemoryRequest request)
    {
        switch (request.Kind)
        {
            case MemoryRequestKind.Create:
                Complain(_creates.Arriving(run, request.Order!, this));
                break;
            case MemoryRequestKind.Delete:
                _victims.UnionWith(request.Ids);
                Complain(_deletes.Arriving(run, request.Ids[0], _creates, this));
                break;
            default:
                Complain(_deletes.Protecting(run, request.Ids, this));
                break;
        }
    }

    /// <summary>A write took effect, or got lost.</summary>
    public void Acted(MemoryRun run, MemoryRequest request, IReadOnlyList<MemoryMachine> made, MemoryFault fault, TimeSpan? late)
    {
        if (request.Kind == MemoryRequestKind.Create)
        {
            if (made.Count > 0 || late is not null)
            {
                _changing.Add(run.Number);
            }

            Complain(_creates.Acted(run, request.Order!, made, fault, late, this));
        }
        else if (fault == MemoryFault.NoEffect)
        {
            _ignored.UnionWith(request.Ids);
        }
        else if (fault is MemoryFault.None or MemoryFault.LostAfter or MemoryFault.Throttled
            && request.Ids.Select(world.Cloud.Find)
                .All(m => request.Kind == MemoryRequestKind.Update ? m is { IsGone: false } : m is { IsLive: true, Truth.IsBusy: false }))
        {
            _changing.Add(run.Number);
        }
    }

    /// <summary>A create returned the machines of an earlier one.</summary>
    public void Recognized(MemoryRun run, IReadOnlyList<MemoryMachine> known) => _creates.Recognized(run, known);

    /// <summary>An event is true when it is reported.</summary>
    public void Happened(MemoryRun run, InfraEvent happened)
    {
        switch (happened)
        {
            case HostReady ready when !IsVictim(ready.Id) && !IsReady(world.Cloud.Find(ready.Id)):
                Complain($"run {run.Number} reported {ready.MachineName} ({ready.Id}) as ready, and it is not");
                break;
            case HostDeleted deleted when !IsIgnored(deleted.Id) && world.Cloud.Find(deleted.Id) is not { IsGone: true }:
                Complain($"run {run.Number} reported {deleted.MachineName} ({deleted.Id}) as deleted, and it exists");
                break;
            case HostUpdated change when !IsVictim(change.Id) && world.Cloud.Find(change.Id)?.Has(Watch.Protected) != true:
                Complain($"run {run.Number} reported {change.MachineName} ({change.Id}) as protected, and it is not");
                break;
            case HostFailed failed:
                _creates.Unsure(failed.MachineName);
                break;
        }
    }

    private bool IsReady(MemoryMachine? machine) =>
        machine is { IsGone: false, Truth.State: MachineState.Running } && HasAddress(machine.Truth.PublicIpv4);

    private bool HasAddress(string? address) => address is not null || !world.Traits.HasAddresses;

    public void CanceledQuietly(MemoryRun run) =>
        Complain(_changing.Contains(run.Number) ? $"run {run.Number} changed something and does not report it" : null);

    /// <summary>A report is true when the run ends, and complete.</summary>
    public void Check(MemoryRun run)
    {
        IReadOnlyList<HostOutcome> reported = run.Report!.Hosts;
        foreach (HostOutcome host in reported)
        {
            MemoryMachine? machine = host.Id is { } id ? world.Cloud.Find(id) : null;
            bool isThere = machine is { IsGone: false };
            string? wrong = host.Kind switch
            {
                HostOutcomeKind.Deleted when isThere && !IsIgnored(host.Id!.Value) => "deleted, and it exists",
                HostOutcomeKind.Unchanged when isThere && host.Message == "it was already deleted" => "deleted before, and it exists",
                HostOutcomeKind.Created or HostOutcomeKind.Unchanged or HostOutcomeKind.Updated
                    when host.Message is null && host.Id is { } known && !IsVictim(known) && !isThere => "existing, and it is deleted",
                HostOutcomeKind.Created when !HasAddress(host.PublicIpv4) => "created, and it has no address",
                _ => null,
            };
            Complain(wrong is null ? null : $"run {run.Number} reports {host.MachineName} ({host.Id}) as {wrong}");
        }

        Complain(_creates.Missing(run, reported, this));
        string? name = run.Plan!.Changes.Where(c => c.Creates || c.Actions == ResourceActions.None || c.Actions == ResourceActions.Update)
            .Select(c => c.Name).FirstOrDefault(n => n is not null && !reported.Any(h => h.Name == n));
        Complain(name is null ? null : $"run {run.Number} does not report {name}");
        MachineId? missing = run.Plan.Changes.Where(c => c.Deletes || c.HasDrift).Select(c => c.Id)
            .FirstOrDefault(i => !reported.Any(h => h.Id == i));
        Complain(missing is null ? null : $"run {run.Number} does not report {missing}");
    }

    /// <summary>When all runs have ended without a failure, each host has one machine, unless people or lost responses interfered. Runs
    /// whose configs protect different machines keep different ones.</summary>
    public void CheckOverlap(IReadOnlyList<MemoryRun> runs)
    {
        foreach (IGrouping<string, MemoryMachine> name in runs.Any(r => r.IsCutShort)
            ? []
            : Ours().Where(m => m.IsLive).GroupBy(m => m.Name, StringComparer.OrdinalIgnoreCase))
        {
            bool isSure = !_creates.IsUnsure(name.Key) && MeddledAt(name.Key) is null;
            Complain(isSure && name.Count() > 1 && !name.Any(m => m.Has(Watch.Protected))
                ? $"{name.Count()} machines are called {name.Key} after the runs that created them"
                : null);
        }
    }

    /// <summary>What holds after the last run.</summary>
    public void CheckEnd(InfraPlan plan)
    {
        Complain(plan.HasChanges
            ? "after the last run: " + string.Join(
                ", ",
                plan.Changes.Where(c => c.Actions != ResourceActions.None).Select(c => $"{c.Actions} {c.Name} {c.Id} {c.Reason}"))
            : null);
        foreach ((MachineId id, string mark) in _unmanaged.Where(f => !_lost.ContainsKey(f.Key)))
        {
            Complain(world.Cloud.Find(id) is { } machine && Mark(machine) == mark ? null : $"the machine {id} of another user was changed");
        }

        HashSet<MachineId> shown = [.. plan.Changes.Where(c => c.Id is not null).Select(c => c.Id!.Value)];
        foreach (IGrouping<string, MemoryMachine> name in Ours().GroupBy(m => m.Name, StringComparer.OrdinalIgnoreCase))
        {
            Complain(name.Count() > 1 && !name.All(m => m.Has(Watch.Protected))
                ? $"{name.Count()} machines are called {name.Key} at the end"
                : null);
            MemoryMachine? hidden = name.FirstOrDefault(m => !shown.Contains(m.Id) && !m.Has(Watch.Protected));
            Complain(hidden is null ? null : $"{hidden.Name} ({hidden.Id}) is billed and in no plan");
        }
    }

    private static string Mark(MemoryMachine machine) => $"{machine.Name} {machine.IsLive} {string.Join(',', machine.Tags)}";
}
