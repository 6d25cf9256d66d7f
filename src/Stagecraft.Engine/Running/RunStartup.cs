using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Planning;
using Stagecraft.Engine.Reading;
using Stagecraft.Engine.Timing;

namespace Stagecraft.Engine.Running;

/// <summary>Creates the operations of a run from its plan and a read of the account. Its only effect is reading the clock.</summary>
internal static class RunStartup
{
    /// <summary>Adds the updates, which come first.</summary>
    public static void AddUpdates(Reconciler reconciler, DesiredState desired, InfraPlan plan, EngineTimeouts timing, EngineTime now) =>
        AddUpdates(reconciler, desired, plan.HostChanges.Where(c => c.Actions == ResourceActions.Update), timing, now);

    /// <summary>The check of an update: the machine is still the host.</summary>
    public static Func<Machine, Observation, CloudFailure?> CheckOf(DesiredState desired, string host) =>
        (machine, _) => CheckHost(desired, host, machine);

    /// <summary>Adds the updates of the hosts that are ready: the properties that a create cannot set, of those that this run created; and
    /// the missing tags of those that another run has created with another config (spec 6.9.1). The next plan states what else
    /// differs.</summary>
    /// <returns>Whether there are any.</returns>
    public static bool AddUpdatesOfReady(
        Reconciler reconciler, DesiredState desired, InfraPlan plan, EngineTimeouts timing, EngineTime now)
    {
        int before = reconciler.Updates.Count;
        HashSet<string> planned = [.. PlannedHosts.Created(plan)];

        // A machine that was renamed meanwhile can have an update as the machine of another host.
        HashSet<ResourceId> updated = [.. reconciler.Updates.Select(u => u.Id)];
        IEnumerable<ResourceChange> ready = reconciler.Hosts
            .Where(h => h is { Phase: HostPhase.Ready, Machine: not null } && (h.IsCreatedHere || planned.Contains(h.Name)))
            .Where(h => !updated.Contains(h.Machine!.Id))
            .Select(h => HostChange.Keep(h.Name, h.Machine!.Name, h.Machine.Id, [.. Fields(h, h.Machine)]));
        AddUpdates(reconciler, desired, ready.Where(c => c.Actions == ResourceActions.Update), timing, now);
        return reconciler.Updates.Count > before;

        static IEnumerable<FieldDifference> Fields(HostOperation host, Machine machine) =>
            DriftFinder.Between(host.Desired, machine).Where(f => host.IsCreatedHere
                ? host.Desired.Properties.Any(p => p.IsSetAfterCreate && p.Name == f.Name)
                : f.Name is HostField.Protected or HostField.Tags);
    }

    private static void AddUpdates(
        Reconciler reconciler, DesiredState desired, IEnumerable<ResourceChange> changes, EngineTimeouts timing, EngineTime now)
    {
        // Machines that get the same tag share the update, so that one request can change them.
        Dictionary<string, MachineUpdate> byTag = new(StringComparer.Ordinal);
        Dictionary<string, DesiredHost> hosts = desired.Hosts.ToDictionary(h => h.Name, StringComparer.Ordinal);
        foreach (ResourceChange change in changes)
        {
            MachineUpdate[] steps = [.. Steps(hosts[change.Name!], change, AddTag)];
            CloudFailure? Check(Machine machine, Observation read) => CheckHost(desired, change.Name, machine);
            if (PlannedHosts.IsResized(change))
            {
                bool growsDisk = change.Fields.Any(f => f.Name == HostField.Disk);
                ResizeOperation resize = new(
                    change.Name, change.CloudName, change.Id!.Value, steps, hosts[change.Name!].Declared.Size, growsDisk, timing)
                {
                    IsPlanned = true,
                    Check = Check,
                };
                reconciler.Add(resize, now);
            }
            else if (steps.Length > 0)
            {
                reconciler.Add(new(change.Name, change.CloudName, change.Id!.Value, steps) { IsPlanned = true, Check = Check }, now);
            }
        }

        MachineUpdate AddTag(string tag) => byTag.TryGetValue(tag, out MachineUpdate? update)
            ? update
            : byTag[tag] = new() { AddTags = [tag] };
    }

    /// <summary>The steps of an update: protection first.</summary>
    private static IEnumerable<MachineUpdate> Steps(DesiredHost host, ResourceChange change, Func<string, MachineUpdate> addTag)
    {
        FieldDifference[] updated = [.. change.Fields.Where(f => f.IsUpdated)];
        return
        [
            .. updated.Where(f => f.Name == HostField.Protected).Select(_ => addTag(TagNames.Protected)),
            .. updated.Where(f => f.Name == HostField.Tags).SelectMany(PlanRequests.MissingTags).Select(addTag),
            .. updated.Where(f => f.Name == HostField.Status).Take(change.Actual(HostField.Size) is null ? 1 : 0)
                .Select(_ => new MachineUpdate { Action = new MachineAction.PowerOn() }),
            .. host.Properties.Where(p => updated.Any(f => f.Name == p.Name)).Select(p => new MachineUpdate { Property = p }),
        ];
    }

    /// <summary>Adds and starts the creates and deletes.</summary>
    /// <param name="reconciler">The run.</param>
    /// <param name="desired">The desired state.</param>
    /// <param name="plan">The part of the plan.</param>
    /// <param name="start">The account before them.</param>
    /// <param name="timing">The timeouts.</param>
    /// <param name="clock">The clock of the run.</param>
    /// <param name="unsaved">The machines without a snapshot, which must not be deleted.</param>
    public static void Begin(
        Reconciler reconciler,
        DesiredState desired,
        InfraPlan plan,
        AccountSnapshot start,
        EngineTimeouts timing,
        RunClock clock,
        IReadOnlyDictionary<ResourceId, CloudFailure> unsaved)
    {
        ActualState actual = Inventory.Classify(desired.Ownership, start.Machines);
        HashSet<string> unchanged = PlannedHosts.Existing(plan).ToHashSet(StringComparer.Ordinal);
        HashSet<string> concerned = [.. PlannedHosts.Created(plan), .. unchanged];
        DeleteOperation[] deletes = [.. plan.HostChanges.Where(c => c.Deletes).Select(c => Delete(c, actual, timing, unsaved))];
        ILookup<string?, DeleteOperation> replaced = deletes.Where(d => d.Reason == DeleteReason.Replace).ToLookup(d => d.Name);
        IEnumerable<HostOperation> hosts = desired.Hosts.Where(h => concerned.Contains(h.Name)).Select(h => new HostOperation(h)
        {
            Phase = unchanged.Contains(h.Name) ? HostPhase.Unchanged : HostPhase.Queued,
            Replaced = [.. replaced[h.Name]],
        });
        reconciler.Begin(hosts, deletes, Observation(plan, start, actual, clock), start.Terminating, clock.Now);
    }

    /// <summary>Whether an existing host may have to be recreated, because its machine may be about to be deleted.</summary>
    public static bool MayRecreate(DesiredState desired, IEnumerable<string> hosts, AccountSnapshot start)
    {
        ActualState actual = Inventory.Classify(desired.Ownership, start.Machines);
        return hosts.Any(h => actual.Hosts.GetValueOrDefault(h) is { } owned
            && HostTransitions.MayBeDeleted(owned.Survivor, start.Terminating));
    }

    private static CloudFailure? CheckHost(DesiredState desired, string? host, Machine machine) =>
        desired.Ownership.Owns(machine) && desired.Ownership.HostOf(machine) == host
            ? null
            : new CloudFailure(
                ErrorCodes.PlanStale,
                $"{desired.Terms.Machine} '{machine.Name}' was not updated: its name or tags were changed, it is no longer this host");

    private static DeleteOperation Delete(
        ResourceChange deletion, ActualState actual, EngineTimeouts timing, IReadOnlyDictionary<ResourceId, CloudFailure> unsaved)
    {
        OwnedHost? host = deletion.Reason == DeleteReason.Duplicate ? actual.Hosts.GetValueOrDefault(deletion.Name!) : null;
        return new DeleteOperation(deletion.Name, deletion.CloudName, deletion.Id!.Value, deletion.Reason!.Value)
        {
            SurvivorId = host?.Survivor.Id,
            YoungUntil = timing.SettleWindow,
            Unsaved = unsaved.GetValueOrDefault(deletion.Id!.Value),
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
