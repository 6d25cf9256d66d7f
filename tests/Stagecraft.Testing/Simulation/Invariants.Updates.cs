using Stagecraft.Engine.Clouds;
using Stagecraft.Plans;
using Stagecraft.Testing.Clouds;

namespace Stagecraft.Testing.Simulation;

/// <summary>The checks of updates.</summary>
internal sealed partial class Invariants
{
    /// <summary>An update of another run may still take effect for so long after it was sent.</summary>
    private static readonly TimeSpan UpdateTime = TimeSpan.FromMinutes(1);

    private readonly Dictionary<ResourceId, DateTimeOffset> _protectedAt = [];
    private readonly List<(ResourceId Id, int Run, DateTimeOffset At)> _backups = [];
    private readonly Dictionary<(int Run, ResourceId Id), IReadOnlyList<string>> _shownNames = [];

    /// <summary>An update changes managed machines as the plan states, before any other write of the run. The machine of a planned host
    /// that this run did not create gets missing tags at any time.</summary>
    private void Updating(ScenarioRun run, RunRequest request)
    {
        foreach (ResourceId id in request.Ids)
        {
            if (request.Updated == ActualState.Protected)
            {
                world.Counts.Protections++;
                _protectedAt[id] = world.Now;
            }
            else
            {
                world.Counts.Updates++;
            }

            if (request.Updated == Cloud.Switch)
            {
                _backups.Add((id, run.Number, world.Now));
            }

            if (request.Updated == RunRequest.MarkRemoval)
            {
                Complain(MayTouch(id) ? null : $"run {run.Number} removed a tag of {id}, which is unmanaged");
                continue;
            }

            bool isFound = IsTagOfFound(run, id, request.Updated);
            string? wrong = !isFound && !Updates(run, id).Any(f => IsUpdate(f, request.Updated)) ? "which its plan does not state"
                : !MayTouch(id) ? "which is unmanaged"
                : !isFound && _acting.Contains(run.Number) ? "after it had sent a create or delete"
                : null;
            Complain(wrong is null ? null : $"run {run.Number} set {request.Updated} of {id}, {wrong}");
        }
    }

    /// <summary>Why it is wrong that the run has updated the machine; null if it is correct, or people changed the machine.</summary>
    private string? Untrue(ScenarioRun run, ResourceId id)
    {
        if (_victims.Contains(id))
        {
            return null;
        }

        FieldDifference? untrue = Cloud.Find(id) is { } machine
            ? Updates(run, id).FirstOrDefault(f => !IsTrue(run, f, machine))
            : new(HostField.Status, "active", null);
        return untrue is null ? null : $"and {untrue.Name} is not {untrue.Declared}";
    }

    private bool IsTrue(ScenarioRun run, FieldDifference field, Machine machine) => field.Name switch
    {
        HostField.Protected => machine.IsProtected(),
        HostField.Tags => field.Declared!.Split(',').All(machine.Has),
        HostField.Replacement => run.Report is not { Succeeded: true } || !machine.Has("stagecraft-replaced"),
        _ => machine.Backups() == field.Declared
            || _backups.Exists(b => b.Id == machine.Id && b.Run != run.Number && world.Now - b.At < UpdateTime),
    };

    // A person can rename or delete the machine after it was read.
    private bool IsTagOfFound(ScenarioRun run, ResourceId id, string? updated) =>
        run.Plan!.Changes.Any(c => c.Creates
            && _shownNames[(run.Number, id)].Contains(c.NewCloudName, StringComparer.OrdinalIgnoreCase)
            && c.Fields.Any(f => f.Name == HostField.Tags && f.Declared!.Split(',').Contains(updated)));

    private static IEnumerable<FieldDifference> Updates(ScenarioRun run, ResourceId id) =>
        run.Plan!.Changes.Where(c => c.Id == id && c.Actions == ResourceActions.Update).SelectMany(c => c.Fields).Where(f => f.IsUpdated);

    private static bool IsUpdate(FieldDifference field, string? updated) => field.Name switch
    {
        HostField.Protected => updated == ActualState.Protected,
        HostField.Tags => field.Declared!.Split(',').Contains(updated),
        _ => updated == field.Name,
    };
}
