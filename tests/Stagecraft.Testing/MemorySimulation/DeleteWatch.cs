using Stagecraft.Plans;
using Stagecraft.Testing.Clouds;
using Stagecraft.Testing.Simulation;

namespace Stagecraft.Testing.MemorySimulation;

/// <summary>Whether a delete or an update may be sent.</summary>
internal sealed class DeleteWatch(MemoryWorld world)
{
    private readonly Dictionary<MachineId, TimeSpan> _protectedAt = [];
    private readonly Dictionary<string, TimeSpan> _cleared = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<int> _acting = [];

    public string? Arriving(MemoryRun run, MachineId id, CreateWatch creates, MemoryWatch watch)
    {
        _acting.Add(run.Number);
        if (world.Cloud.Find(id) is not { IsLive: true } target)
        {
            return null;
        }

        HostDeletion? planned = run.Plan!.ToDelete.FirstOrDefault(d => d.Id == id);
        string text = $"run {run.Number} sent a delete for {target.Name} ({id})";
        if (planned is null && !creates.IsOwn(id, run.Number))
        {
            return $"{text}, which the plan does not name and the run did not create";
        }

        if (planned?.Reason == DeleteReason.Undeclared && run.Plan.ToCreate.FirstOrDefault(h => !run.Ready.Contains(h.Name)) is { } open)
        {
            return $"{text}, which is not declared, before {open.Name} was ready";
        }

        if (!watch.MayTouch(id))
        {
            return $"{text}, which is not owned";
        }

        bool isReplaced = planned?.Reason == DeleteReason.Replace;
        bool isDeclared = run.Declared.Contains(target.Name) && !isReplaced;
        bool isExcused = watch.IsExcused(watch.MeddledAt(target.Name))
            || (_cleared.TryGetValue(target.Name, out TimeSpan cleared) && watch.IsExcused(cleared))
            || (_protectedAt.TryGetValue(id, out TimeSpan protectedAt) && watch.IsExcused(protectedAt));
        if (!isDeclared)
        {
            _cleared[target.Name] = world.Time.Elapsed;
        }

        return isExcused ? null : Wrong(target, planned, isDeclared, watch) is { } wrong ? $"{text}, {wrong}" : null;
    }

    /// <summary>An update protects machines that the plan names, before the run sends anything else.</summary>
    public string? Protecting(MemoryRun run, IReadOnlyList<MachineId> ids, MemoryWatch watch)
    {
        foreach (MachineId id in ids)
        {
            _protectedAt[id] = world.Time.Elapsed;
            world.Counts.Protections++;
            string? wrong = !run.Plan!.Changes.Any(c => c.Actions == ResourceActions.Update && c.Id == id) ? "which its plan does not name"
                : !watch.MayTouch(id) ? "which is not owned"
                : _acting.Contains(run.Number) ? "after it had sent a delete"
                : null;
            if (wrong is not null)
            {
                return $"run {run.Number} protected {id}, {wrong}";
            }
        }

        return null;
    }

    private static string? Wrong(MemoryMachine target, HostDeletion? planned, bool isDeclared, MemoryWatch watch)
    {
        bool Same(string name) => string.Equals(name, target.Name, StringComparison.OrdinalIgnoreCase);
        MemoryMachine first = watch.Ours().Where(m => m.IsLive && Same(m.Name))
            .MinBy(m => (!m.Has(Watch.Protected), m.Truth.CreatedAt, m.Id)) ?? target;
        return planned is { Reason: not DeleteReason.Down } && !Same(planned.MachineName)
            ? $"which was {planned.MachineName} when it was planned"
            : target.Has(Watch.Protected) ? "which is protected"
            : isDeclared && first.Id == target.Id ? "which is the kept machine"
            : isDeclared && first.Truth.IsBusy ? $"while the kept machine ({first.Id}) is busy"
            : null;
    }
}
