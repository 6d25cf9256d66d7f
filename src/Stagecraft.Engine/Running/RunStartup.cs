using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Planning;
using Stagecraft.Engine.Reading;
using Stagecraft.Engine.Timing;

namespace Stagecraft.Engine.Running;

/// <summary>Creates the operations of a run from its plan and a read of the account. Its only effect is reading the clock.</summary>
internal static class RunStartup
{
    private static readonly MachineUpdate Protection = new() { AddTags = [TagNames.Protected] };

    /// <summary>Adds the updates, which come first.</summary>
    public static void AddUpdates(Reconciler reconciler, DesiredState desired, InfraPlan plan, EngineTime now)
    {
        foreach (ResourceChange change in plan.Changes.Where(c => c.Actions == ResourceActions.Update))
        {
            reconciler.Add(
                new UpdateOperation(change.Name, change.CloudName, change.Id!.Value, [Protection])
                {
                    IsProtection = true,
                    Check = (machine, _) => CheckHost(desired, change.Name, machine),
                },
                now);
        }
    }

    /// <summary>Adds and starts the creates and deletes.</summary>
    public static void Begin(
        Reconciler reconciler, DesiredState desired, InfraPlan plan, AccountSnapshot start, EngineTimeouts timing, RunClock clock)
    {
        ActualState actual = Inventory.Classify(desired.Ownership, start.Machines);
        HashSet<string> unchanged = PlannedHosts.Existing(plan).ToHashSet(StringComparer.Ordinal);
        HashSet<string> concerned = [.. PlannedHosts.Created(plan), .. unchanged];
        DeleteOperation[] deletes = [.. plan.Changes.Where(c => c.Deletes).Select(c => Delete(c, actual, timing))];
        ILookup<string?, DeleteOperation> replaced = deletes.Where(d => d.Reason == DeleteReason.Replace).ToLookup(d => d.Name);
        IEnumerable<HostOperation> hosts = desired.Hosts.Where(h => concerned.Contains(h.Name)).Select(h => new HostOperation(h)
        {
            Phase = unchanged.Contains(h.Name) ? HostPhase.Unchanged : HostPhase.Queued,
            Replaced = [.. replaced[h.Name]],
        });
        reconciler.Begin(hosts, deletes, Observation(plan, start, actual, clock), start.Terminating, clock.Now);
    }

    private static CloudFailure? CheckHost(DesiredState desired, string? host, Machine machine) =>
        desired.Ownership.Owns(machine) && desired.Ownership.HostOf(machine) == host
            ? null
            : new CloudFailure(
                ErrorCodes.PlanStale,
                $"{desired.Terms.Machine} '{machine.Name}' was not protected: its name or tags were changed, it is no longer this host");

    private static DeleteOperation Delete(ResourceChange deletion, ActualState actual, EngineTimeouts timing)
    {
        OwnedHost? host = deletion.Reason == DeleteReason.Duplicate ? actual.Hosts.GetValueOrDefault(deletion.Name!) : null;
        return new DeleteOperation(deletion.Name, deletion.CloudName, deletion.Id!.Value, deletion.Reason!.Value)
        {
            SurvivorId = host?.Survivor.Id,
            YoungUntil = timing.SettleWindow,
            Phase = deletion.Reason switch
            {
                DeleteReason.Undeclared => DeletePhase.AfterCreates,
                DeleteReason.Duplicate => DeletePhase.AfterSurvivor,
                _ => DeletePhase.Queued,
            },
        };
    }

    private static Observation Observation(InfraPlan plan, AccountSnapshot start, ActualState actual, RunClock clock) =>
        new()
        {
            StartedAt = clock.At(start.SentAt),
            Drift = start.Drift,
            Machines = start.Machines.ToDictionary(d => d.Id),
            Actual = actual,
            QueriedIds = plan.Changes.Where(c => c.Deletes).Select(c => c.Id!.Value).ToHashSet(),
            IsComplete = true,
            IsWhole = start.IsWhole,
            ServerTime = start.ServerTime,
        };
}
