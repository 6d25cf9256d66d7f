using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Planning;
using Stagecraft.Engine.Reading;
using Stagecraft.Engine.Timing;

namespace Stagecraft.Engine.Running;

/// <summary>Creates the operations of a run from its plan and a read of the account. Its only effect is reading the clock.</summary>
internal static class RunStartup
{
    /// <summary>Adds the updates, which come first.</summary>
    public static void AddUpdates(Reconciler reconciler, DesiredState desired, InfraPlan plan, EngineTime now)
    {
        // Machines that get the same tag share the update, so that one request can change them.
        Dictionary<string, MachineUpdate> byTag = new(StringComparer.Ordinal);
        foreach (ResourceChange change in plan.HostChanges.Where(c => c.Actions == ResourceActions.Update))
        {
            DesiredHost host = desired.Hosts.Single(h => h.Name == change.Name);
            reconciler.Add(
                Planned(desired, change.Name, change.CloudName, change.Id!.Value, [.. Steps(host, change, AddTag)]), now);
        }

        MachineUpdate AddTag(string tag) => byTag.TryGetValue(tag, out MachineUpdate? update)
            ? update
            : byTag[tag] = new() { AddTags = [tag] };
    }

    /// <summary>Adds the properties that a create cannot set: those that the machines that this run created do not show. The machine of
    /// another run may have other settings: the next plan states the difference.</summary>
    /// <returns>Whether there are any.</returns>
    public static bool AddUnsetProperties(Reconciler reconciler, DesiredState desired, EngineTime now)
    {
        int before = reconciler.Updates.Count;
        foreach (HostOperation host in reconciler.Hosts.Where(h => h is { Phase: HostPhase.Ready, IsCreatedHere: true, Machine: not null }))
        {
            Machine machine = host.Machine!;
            MachineUpdate[] steps =
            [
                .. host.Desired.Properties
                    .Where(p => p is { IsSetAfterCreate: true, Value: not null }
                        && machine.ActualOf(p) is not null && !DriftFinder.IsShown(p, machine))
                    .Select(p => new MachineUpdate { Property = p }),
            ];
            if (steps.Length > 0)
            {
                reconciler.Add(Planned(desired, host.Name, machine.Name, machine.Id, steps), now);
            }
        }

        return reconciler.Updates.Count > before;
    }

    private static UpdateOperation Planned(
        DesiredState desired, string? name, string machineName, ResourceId id, IReadOnlyList<MachineUpdate> steps) =>
        new(name, machineName, id, steps)
        {
            IsPlanned = true,
            Check = (machine, _) => CheckHost(desired, name, machine),
        };

    /// <summary>The steps of an update: protection first.</summary>
    private static IEnumerable<MachineUpdate> Steps(DesiredHost host, ResourceChange change, Func<string, MachineUpdate> addTag)
    {
        FieldDifference[] updated = [.. change.Fields.Where(f => f.IsUpdated)];
        return
        [
            .. updated.Where(f => f.Name == HostField.Protected).Select(_ => addTag(TagNames.Protected)),
            .. updated.Where(f => f.Name == HostField.Tags).SelectMany(PlanRequests.MissingTags).Select(addTag),
            .. host.Properties.Where(p => updated.Any(f => f.Name == p.Name)).Select(p => new MachineUpdate { Property = p }),
        ];
    }

    /// <summary>Adds and starts the creates and deletes.</summary>
    public static void Begin(
        Reconciler reconciler, DesiredState desired, InfraPlan plan, AccountSnapshot start, EngineTimeouts timing, RunClock clock)
    {
        ActualState actual = Inventory.Classify(desired.Ownership, start.Machines);
        HashSet<string> unchanged = PlannedHosts.Existing(plan).ToHashSet(StringComparer.Ordinal);
        HashSet<string> concerned = [.. PlannedHosts.Created(plan), .. unchanged];
        DeleteOperation[] deletes = [.. plan.HostChanges.Where(c => c.Deletes).Select(c => Delete(c, actual, timing))];
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
                $"{desired.Terms.Machine} '{machine.Name}' was not updated: its name or tags were changed, it is no longer this host");

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
            QueriedIds = plan.HostChanges.Where(c => c.Deletes).Select(c => c.Id!.Value).ToHashSet(),
            IsComplete = true,
            IsWhole = start.IsWhole,
            ServerTime = start.ServerTime,
        };
}
