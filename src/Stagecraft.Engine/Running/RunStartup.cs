using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Planning;
using Stagecraft.Engine.Reading;
using Stagecraft.Engine.Timing;
using Stagecraft.Events;
using Stagecraft.Plans;
using Stagecraft.Providers;

namespace Stagecraft.Engine.Running;

/// <summary>Puts a plan and a fresh look together into the beginning of a run. No effects but reading the clock.</summary>
internal static class RunStartup
{
    public static Reconciler Begin(DesiredState desired, InfraPlan plan, RunStart start, CloudFacts facts, EngineTimeouts timing, RunClock clock)
    {
        ActualState actual = Inventory.Classify(desired.Ownership, start.Snapshot.Machines);
        Reconciler convergence = new(desired, facts, timing);
        HashSet<string> unchanged = PlannedHosts.Existing(plan).ToHashSet(StringComparer.Ordinal);
        HashSet<string> concerned = [.. PlannedHosts.Created(plan), .. unchanged];
        DeleteOperation[] deletes = [.. plan.Changes.Where(c => c.Deletes).Select(c => Work(c, actual, timing))];
        ILookup<string?, DeleteOperation> replaced = deletes.Where(d => d.Reason == DeleteReason.Replace).ToLookup(d => d.Name);
        foreach (DesiredHost host in desired.Hosts.Where(h => concerned.Contains(h.Name)))
        {
            convergence.Add(new HostOperation(host)
            {
                Phase = unchanged.Contains(host.Name) ? HostPhase.Unchanged : HostPhase.Queued,
                Replaced = [.. replaced[host.Name]],
            });
        }

        foreach (DeleteOperation delete in deletes)
        {
            convergence.Add(delete);
        }

        EngineTime now = clock.Now;
        convergence.Begin(Observation(plan, start, actual, clock), start.Terminating, now);
        return convergence;
    }

    /// <summary>What is left although it is not wanted, because it is protected.</summary>
    public static IEnumerable<HostOutcome> Kept(DesiredState desired, RunStart start)
    {
        HashSet<string> wanted = desired.Hosts.Select(h => h.Name).ToHashSet(StringComparer.Ordinal);
        return Inventory.Classify(desired.Ownership, start.Snapshot.Machines).Owned
            .Where(desired.Keeps)
            .Select(d => OutcomeReport.Kept(desired.Ownership.HostOf(d), d))
            .Where(k => desired.Choice.IsTarget(k.Name))
            .Where(k => k.Name is null ? desired.Intent == PlanIntent.Down : !wanted.Contains(k.Name));
    }

    private static DeleteOperation Work(ResourceChange deletion, ActualState actual, EngineTimeouts timing)
    {
        MachineId? survivor = deletion.Reason == DeleteReason.Duplicate ? actual.Hosts.GetValueOrDefault(deletion.Name!)?.Survivor.Id : null;
        return new DeleteOperation(deletion.Name, deletion.CloudName, deletion.Id!.Value, deletion.Reason!.Value)
        {
            SurvivorId = survivor,
            YoungUntil = timing.SettleWindow,
            Phase = deletion.Reason switch
            {
                DeleteReason.Undeclared => DeletePhase.AfterCreates,
                DeleteReason.Duplicate => DeletePhase.AfterSurvivor,
                _ => DeletePhase.Queued,
            },
        };
    }

    private static Observation Observation(InfraPlan plan, RunStart start, ActualState actual, RunClock clock) => new()
    {
        StartedAt = clock.At(start.Snapshot.SentAt),
        Drift = start.Snapshot.Drift,
        Machines = start.Snapshot.Machines.ToDictionary(d => d.Id),
        Actual = actual,
        Asked = plan.Changes.Where(c => c.Deletes).Select(c => c.Id!.Value).ToHashSet(),
        ReadById = new HashSet<MachineId>(),
        NotFound = new HashSet<MachineId>(),
        IsComplete = true,
        IsWhole = start.Snapshot.IsWhole,
        LogIsClear = false,
        ServerTime = start.Snapshot.ServerTime,
    };
}
