using Stagecraft.Engine.Clouds;
using Stagecraft.Events;
using Stagecraft.Plans;

namespace Stagecraft.Testing.Simulation;

/// <summary>Verifies every request, event and report against the actual state of a cloud. The invariants are those of
/// <c>docs/safety.md</c>.</summary>
internal sealed partial class Invariants(ScenarioWorld world, ScenarioProject project)
{
    /// <summary>A delete is based on tags read less than 10 s before, and is then on its way for less than a second.</summary>
    private static readonly TimeSpan Excused = TimeSpan.FromSeconds(11);

    private readonly Dictionary<ResourceId, string> _unmanaged = [];
    private readonly Dictionary<ResourceId, DateTimeOffset> _lost = [];
    private readonly Dictionary<string, DateTimeOffset> _meddledWith = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<int> _changing = [];

    /// <summary>Machines that a person changed.</summary>
    private readonly HashSet<ResourceId> _touched = [];

    /// <summary>Machines that a person changed or a run deletes; reports about them may be stale.</summary>
    private readonly HashSet<ResourceId> _victims = [];

    private SimulatedCloud Cloud => world.Cloud;

    /// <summary>The first violated invariant, or null.</summary>
    public string? Broken { get; private set; }

    /// <summary>The managed machines that exist.</summary>
    private IEnumerable<Machine> Ours => Cloud.Machines.Where(m => !IsUnmanaged(m.Id));

    public void Complain(string? broken)
    {
        if (Broken is null && broken is not null)
        {
            Broken = broken;
            world.Record($"BROKEN: {broken}");
        }
    }

    /// <summary>The invariants of the other project in the account, or null.</summary>
    public Invariants? Neighbor { get; set; }

    /// <summary>Whether no run of the project may change the machine.</summary>
    public bool IsUnmanaged(ResourceId id) => _unmanaged.ContainsKey(id) || IsNeighbors(id);

    /// <summary>Whether the machine belongs to the other project: to the neighbor belong the machines that its runs created.</summary>
    public bool IsNeighbors(ResourceId id) =>
        Neighbor is not null && (project == world.Neighbor ? !_made.ContainsKey(id) : Neighbor._made.ContainsKey(id));

    public bool IsTouched(ResourceId id) => _touched.Contains(id);

    /// <summary>The machine belongs to another user from now on.</summary>
    public void AddUnmanaged(Machine machine) => _unmanaged[machine.Id] = Mark(machine);

    /// <summary>An unmanaged machine was deleted or changed by its owner.</summary>
    public void Release(ResourceId id) => _unmanaged.Remove(id);

    /// <summary>A person makes a managed machine unmanaged.</summary>
    public void Lose(Machine machine)
    {
        _lost[machine.Id] = world.Now;
        Meddle(machine);
        AddUnmanaged(Cloud.Find(machine.Id)!);
    }

    /// <summary>A person changes a machine.</summary>
    public void Meddle(Machine machine)
    {
        _victims.Add(machine.Id);
        _touched.Add(machine.Id);
        MeddleWith(machine.Name);
    }

    public void MeddleWith(string name) => _meddledWith[name] = world.Now;

    /// <summary>A request is about to be sent.</summary>
    public void Sending(ScenarioRun run, RunRequest request, RecentReads reads)
    {
        Complain(request.IsWrite && run.IsPlanning ? $"run {run.Number} sent {request.Text} while it planned" : null);
        ResourceId[] unknown = request.Kind == RunRequestKind.Delete
            ? [.. request.Ids.Where(id => !reads.ShowAsOurs(id, world.Now))]
            : [];
        Complain(unknown.Length > 0
            ? $"run {run.Number} sent a delete for {unknown[0]}, and no read of the last 10 s shows that it is owned and not protected"
            : null);
        ResourceId[] unread = request.Kind == RunRequestKind.Update
            ? [.. request.Ids.Where(id => !reads.ShowAsOwned(id, world.Now))]
            : [];
        Complain(unread.Length > 0
            ? $"run {run.Number} sent an update of {unread[0]}, and no read of the last 10 s shows that it is owned"
            : null);
        foreach (ResourceId id in request.Kind == RunRequestKind.Update ? request.Ids : [])
        {
            _shownNames[(run.Number, id)] = reads.NamesOf(id, world.Now);
        }

        if (request.Kind == RunRequestKind.Create)
        {
            Deciding(run, request.Names, reads);
        }
    }

    /// <summary>A request is about to take effect.</summary>
    public void Arriving(ScenarioRun run, RunRequest request)
    {
        switch (request.Kind)
        {
            case RunRequestKind.Create:
                Creating(run, request.Names);
                break;
            case RunRequestKind.Delete:
                Deleting(run, request.Ids[0]);
                break;
            case RunRequestKind.Update:
                Updating(run, request);
                break;
        }
    }

    /// <summary>The run changed something.</summary>
    public void Changed(ScenarioRun run) => _changing.Add(run.Number);

    /// <summary>An event is correct when it is reported.</summary>
    public void Happened(ScenarioRun run, InfraEvent happened)
    {
        Said(run, happened.ToString());
        switch (happened)
        {
            case HostReady ready when !_victims.Contains(ready.Id) && !IsReady(Cloud.Find(ready.Id)):
                Complain($"run {run.Number} reported {ready.MachineName} ({ready.Id}) as ready, and it is not");
                break;
            case HostDeleted deleted when !IsIgnored(deleted.Id) && Cloud.Find(deleted.Id) is not null:
                Complain($"run {run.Number} reported {deleted.MachineName} ({deleted.Id}) as deleted, and it exists");
                break;
            case HostUpdated change when Untrue(run, change.Id) is { } untrue:
                Complain($"run {run.Number} reported {change.MachineName} ({change.Id}) as updated, {untrue}");
                break;
            case HostFailed failed:
                _unsure.Add(failed.MachineName);
                break;
        }
    }

    /// <summary>The token is in no output.</summary>
    public void Said(ScenarioRun run, string text) =>
        Complain(Cloud.Token is { } token && text.Contains(token, StringComparison.Ordinal)
            ? $"run {run.Number} printed the token: {text}"
            : null);

    public void CancelledQuietly(ScenarioRun run) =>
        Complain(_changing.Contains(run.Number) ? $"run {run.Number} changed something and does not report it" : null);

    private bool IsReady(Machine? machine) => machine is { State: MachineState.Running } && HasAddress(machine.PublicIpv4);

    private bool HasAddress(string? address) => address is not null || !Cloud.HasAddresses;

    /// <summary>When people last changed something about a name; null if never.</summary>
    private DateTimeOffset? MeddledAt(string name) => _meddledWith.TryGetValue(name, out DateTimeOffset at) ? at : null;

    /// <summary>Whether something happened so recently that a run may not know of it.</summary>
    private bool IsExcused(DateTimeOffset? at) => at is { } then && world.Now - then <= Excused + Cloud.ChangeLag;

    /// <summary>Whether a run may change the machine: it is managed, or was until a moment ago.</summary>
    private bool MayTouch(ResourceId id) => !IsUnmanaged(id) || (_lost.TryGetValue(id, out DateTimeOffset at) && IsExcused(at));

    private static string Mark(Machine machine) =>
        $"{machine.Name} {machine.IsLive()} {string.Join(',', machine.Tags!)} {machine.Backups()}";
}
