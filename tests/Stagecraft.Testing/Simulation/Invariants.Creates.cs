using Stagecraft.Engine.Clouds;
using Stagecraft.Events;
using Stagecraft.Plans;

namespace Stagecraft.Testing.Simulation;

/// <summary>The checks of creates: which run created which machine, and whether it could have known that there was one.</summary>
internal sealed partial class Invariants
{
    private readonly Dictionary<ResourceId, int> _made = [];
    private readonly Dictionary<ResourceId, string> _madeWith = [];
    private readonly List<(int Run, string Name, DateTimeOffset Due)> _pending = [];

    /// <summary>The runs that sent a create.</summary>
    private readonly HashSet<int> _creators = [];

    /// <summary>The machines whose id the run that created them received.</summary>
    private readonly HashSet<ResourceId> _named = [];

    private readonly HashSet<(ResourceId Id, int Run)> _recognized = [];
    private readonly HashSet<string> _unsure = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>When the last create takes effect; now if all have.</summary>
    public DateTimeOffset LastDue => _pending.Select(p => p.Due).Append(world.Now).Max();

    /// <summary>A create takes effect later.</summary>
    public void WillMake(ScenarioRun run, IReadOnlyList<string> names, DateTimeOffset due)
    {
        _pending.AddRange(names.Select(n => (run.Number, n, due)));
    }

    /// <summary>The run may not know what became of creates.</summary>
    public void Unsure(IEnumerable<string> names) => _unsure.UnionWith(names);

    /// <summary>The cloud recognized a repeated create, and returned the machines of the first one.</summary>
    public void Recognized(ScenarioRun run, IEnumerable<ResourceId> known) => _recognized.UnionWith(known.Select(id => (id, run.Number)));

    /// <summary>Machines were created. A cloud that recognizes repeated creates has one for each host; on any other, a run creates none if
    /// it could know of one.</summary>
    public void Made(ScenarioRun run, IReadOnlyList<Machine> made, bool isNamed)
    {
        foreach (Machine machine in made)
        {
            if (isNamed)
            {
                _named.Add(machine.Id);
            }

            Machine? first = Ours.FirstOrDefault(m => m.IsLive() && m.Id != machine.Id && m.IsCalled(machine.Name)
                && (Cloud.MayDuplicate ? m.CreatedAt < run.Since : IsKnowable(m, run)));
            bool isUndisturbed = MeddledAt(machine.Name) is not { } at || at < run.Since - Cloud.ChangeLag;
            _made[machine.Id] = run.Number;
            _madeWith[machine.Id] = run.Plan!.Fingerprint.Config;
            Complain(first is not null && isUndisturbed
                ? $"{machine.Text()} was created by run {run.Number}, though {first.Id} had existed before"
                : null);
        }
    }

    /// <summary>Whether the token of a create leads to a machine of another run. It does not if the token was bound to the other config by
    /// a refused create, and lists may not show the machine yet (aws.md 7.5).</summary>
    private bool IsKnowable(Machine machine, ScenarioRun run) =>
        _madeWith.TryGetValue(machine.Id, out string? config) && !IsTouched(machine.Id)
        && !(Cloud.RemembersRefusals && machine.CreatedAt >= world.Now - Cloud.Settle && config != run.Plan!.Fingerprint.Config);

    private bool IsMadeBy(ResourceId id, int run) => _made.TryGetValue(id, out int maker) && maker == run;

    /// <summary>Whether a create of the run made the machine. A driver that does not state that tokens are recognized gets other machines
    /// for a token too.</summary>
    private bool IsOwn(ResourceId id, int run) => IsMadeBy(id, run) || (Cloud.MayDuplicate && _recognized.Contains((id, run)));

    /// <summary>A create is about to take effect: the machine that it replaces is deleted, and if it may duplicate, the run has not created
    /// the machine before.</summary>
    private void Creating(ScenarioRun run, IReadOnlyList<string> names)
    {
        _acting.Add(run.Number);
        foreach (string name in names)
        {
            Machine? former = run.Plan!.ToDelete
                .Where(d => d.Reason == DeleteReason.Replace && Same(d.MachineName, name)).Select(d => Cloud.Find(d.Id))
                .FirstOrDefault(m => m is not null);
            Complain(former is null
                ? null
                : $"{name} was created by run {run.Number} before {former.Text()}, which it replaces, was deleted");
            bool isPending = _pending.Exists(p => p.Run == run.Number && Same(p.Name, name) && p.Due > world.Now);
            bool exists = Cloud.Machines.Any(m => m.IsLive() && m.IsCalled(name) && IsMadeBy(m.Id, run.Number));
            Complain(Cloud.MayDuplicate && (isPending || exists)
                ? $"{name} was created again by run {run.Number}, which had created it"
                : null);
        }
    }

    /// <summary>The run is about to send a create. A run that read a machine of another run that was younger than the settle window waits
    /// for that window before its first create.</summary>
    public void Deciding(ScenarioRun run, IReadOnlyList<string> names, RecentReads reads)
    {
        if (!_creators.Add(run.Number) || !Cloud.MayDuplicate || run.AppliedAt is not { } applied || world.Now - applied >= Cloud.Settle)
        {
            return;
        }

        // The reads of a plan serve for 5 s (6.1): the machine was that much younger then.
        TimeSpan age = TimeSpan.FromSeconds(5);
        (HashSet<string> shown, List<ResourceId> young) = reads.Since(world.Now - age, Cloud.Settle - age);
        ResourceId[] others =
        [
            .. young.Where(id => !_victims.Contains(id) && !IsUnmanaged(id) && Cloud.Find(id) is { } m && m.IsLive() && project.Owns(m)),
        ];
        Complain(others.Length == 0 || names.Any(n => shown.Contains(n) || _meddledWith.ContainsKey(n))
            ? null
            : $"run {run.Number} created {names[0]} before the settle window passed, though it had read of {others[0]}, which was young");
    }

    /// <summary>A machine that the run created, and whose id it received, is in its report, and none is denied by it.</summary>
    private void CheckMade(ScenarioRun run)
    {
        IReadOnlyList<HostOutcome> reported = run.Report!.Hosts;
        foreach (Machine made in Cloud.Machines.Where(
            m => m.IsLive() && !_victims.Contains(m.Id) && IsMadeBy(m.Id, run.Number) && !reported.Any(h => h.Id == m.Id)))
        {
            HostOutcome? denied = reported.FirstOrDefault(h => made.IsCalled(h.MachineName) && h.Id is null
                && (h.Kind == OutcomeKind.Skipped || (h.Kind == OutcomeKind.Failed
                    && !h.Message!.Contains("the outcome of its create request is unknown", StringComparison.Ordinal))));
            Complain(_named.Contains(made.Id) ? $"{made.Text()} was created by run {run.Number} and is not in its report"
                : denied is not null ? $"{made.Text()} was created by run {run.Number}, which reports: {denied.Message}"
                : null);
        }
    }

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
