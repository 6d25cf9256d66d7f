using Stagecraft.Engine.Clouds;
using Stagecraft.Events;
using Stagecraft.Plans;

namespace Stagecraft.Testing.Simulation;

/// <summary>The checks of deletes.</summary>
internal sealed partial class Invariants
{
    private readonly Dictionary<string, DateTimeOffset> _cleared = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The runs that sent a create or a delete.</summary>
    private readonly HashSet<int> _acting = [];

    /// <summary>Machines whose delete the cloud accepted without effect.</summary>
    private readonly HashSet<ResourceId> _ignored = [];

    /// <summary>The cloud accepted a delete that has no effect.</summary>
    public void Ignored(ResourceId id) => _ignored.Add(id);

    /// <summary>Whether the cloud accepted a delete without effect and people removed the tags, so that no list shows the
    /// machine.</summary>
    private bool IsIgnored(ResourceId id) => _ignored.Contains(id) && IsTouched(id);

    private void Deleting(ScenarioRun run, ResourceId id)
    {
        _acting.Add(run.Number);
        _victims.Add(id);
        if (Cloud.Find(id) is not { } target || !target.IsLive())
        {
            return;
        }

        HostDeletion? planned = run.Plan!.ToDelete.FirstOrDefault(d => d.Id == id);
        string? open = planned?.Reason == DeleteReason.Undeclared
            ? run.Plan.ToCreate.FirstOrDefault(h => !run.Ready.Contains(h.Name))?.Name
            : null;
        string? wrong = planned is null && !IsOwn(id, run.Number) ? "which the plan does not name and the run did not create"
            : open is not null ? $"which is not declared, before {open} was ready"
            : !MayTouch(id) ? "which is unmanaged"
            : IsExcused(MeddledAt(target.Name)) ? null
            : planned is { Reason: not DeleteReason.Down } && !target.IsCalled(planned.MachineName)
                ? $"which was {planned.MachineName} when it was planned"
            : WrongKept(run, target, planned);
        Complain(wrong is null ? null : $"run {run.Number} sent a delete for {target.Text()}, {wrong}");
        if (!run.Declared.Contains(target.Name) || planned?.Reason == DeleteReason.Replace)
        {
            _cleared[target.Name] = world.Now;
        }
    }

    /// <summary>The kept machine of a host is not deleted, and a duplicate only while the kept machine is unlocked.</summary>
    private string? WrongKept(ScenarioRun run, Machine target, HostDeletion? planned)
    {
        Machine first = Ours.Where(m => m.IsLive() && m.IsCalled(target.Name))
            .MinBy(m => (!m.IsProtected(), m.CreatedAt, m.Id)) ?? target;

        // Read as the kept machine and deleted a moment later by a run that does not declare it, or protected by another run since then.
        bool isRace = (_cleared.TryGetValue(target.Name, out DateTimeOffset cleared) && IsExcused(cleared))
            || (_protectedAt.TryGetValue(target.Id, out DateTimeOffset protectedAt) && IsExcused(protectedAt));
        bool isDeclared = run.Declared.Contains(target.Name) && planned?.Reason != DeleteReason.Replace;
        return isDeclared && first.Id == target.Id && !isRace ? "which is the kept machine"
            : target.IsProtected() && !isRace ? "which is protected"
            : isDeclared && first.Id != target.Id && first.IsBusy ? $"while the kept machine ({first.Id}) is locked"
            : null;
    }
}
