using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Planning;
using Stagecraft.Engine.Reading;
using Stagecraft.Engine.Text;
using Stagecraft.Engine.Timing;

namespace Stagecraft.Engine.Running;

/// <summary>The state changes of declared hosts. No effects: it changes the operation and adds events.</summary>
internal sealed class HostTransitions(
    CloudTerms terms, CloudFacts facts, Ownership ownership, EngineTimeouts timing, List<InfraEvent> events)
{
    private readonly MachineUsability _usability = new(facts, ownership, timing);

    /// <summary>Whether a run waits for the settle window after a create. If not, a new host is ready when a list shows it.</summary>
    private bool WaitsForWindow => facts.RepeatedCreate == RepeatedCreate.MayDuplicate;

    /// <summary>Starts a host from the account before the first request. Its phase is that of the plan: unchanged, or queued.</summary>
    public void Begin(HostOperation host, Observation observation, IReadOnlySet<ResourceId> terminating, EngineTime now)
    {
        bool wasThere = host.Phase == HostPhase.Unchanged;
        host.Phase = host.Replaced.Count > 0 ? HostPhase.Replacing : HostPhase.Queued;
        host.CheckedAt = observation.At;
        if (host.Phase != HostPhase.Replacing && Existing(host, observation) is { } machine)
        {
            if (MayBeDeleted(machine, terminating))
            {
                (host.Phase, host.Machine) = (HostPhase.Terminating, machine);
                (host.KnownSince, host.Deadline) = (now.Elapsed, now.Worked + timing.CreateTimeout);
            }
            else if (wasThere && machine.State == MachineState.Running && DriftFinder.IsAsPlanned(host.Desired, machine))
            {
                (host.Phase, host.Machine) = (HostPhase.Unchanged, machine);
            }
            else
            {
                Take(host, machine, isCreatedHere: false, now);
            }
        }
        else if (observation.Actual.UnownedByName[host.Desired.MachineName].MinBy(d => d.Id) is { } foreign)
        {
            string reason = $"already exists (id {foreign.Id}) and {OwnerText.Of(foreign)}";
            Fail(host, ErrorCodes.MachineExists, $"{terms.Machine} '{foreign.Name}' {reason}");
        }
        else if (wasThere)
        {
            string missing = $"{terms.Machine} '{host.Desired.MachineName}' not found";
            Fail(host, ErrorCodes.MachineNotFound, $"{missing}: it was deleted after the plan was made; create a new plan");
        }
    }

    /// <summary>Whether someone else may be deleting the machine.</summary>
    public static bool MayBeDeleted(Machine machine, IReadOnlySet<ResourceId> terminating) =>
        machine.IsLocked || terminating.Contains(machine.Id);

    public void Observe(HostOperation host, Observation observation, EngineTime now)
    {
        switch (host.Phase)
        {
            case HostPhase.Queued:
                TakeExisting(host, observation, now);
                break;
            case HostPhase.Unclear or HostPhase.Vacated:
                ObserveUnclear(host, observation, now);
                break;
            case HostPhase.Terminating:
                ObserveTerminating(host, observation, now);
                break;
            case HostPhase.Waiting or HostPhase.Ready:
                ObserveMachine(host, observation, now);
                break;
            case HostPhase.Failed when host.WasUnclear:
                // The report states its id if it exists nevertheless.
                host.Machine ??= Existing(host, observation);
                break;
        }

        // A create in flight has not failed: its outcome decides.
        if (!host.IsSettled && host.Phase != HostPhase.Sending && host.Deadline is { } deadline && now.Worked >= deadline)
        {
            Expire(host);
        }
    }

    /// <summary>An owned machine becomes the machine of the host: it is waited for, or already ready.</summary>
    public void Take(HostOperation host, Machine machine, bool isCreatedHere, EngineTime now)
    {
        host.ReportedStatus = host.Machine?.Id == machine.Id ? host.ReportedStatus : null;
        (host.Phase, host.Machine, host.MayExist) = (HostPhase.Waiting, machine, false);
        (host.IsCreatedHere, host.KnownSince) = (isCreatedHere, now.Elapsed);
        host.Deadline ??= now.Worked + timing.CreateTimeout;
        bool isUsable = isCreatedHere || machine.State is MachineState.Starting or MachineState.Running;
        if (isUsable && DriftFinder.IsAsPlanned(host.Desired, machine))
        {
            ObserveState(host, machine, isListed: !isCreatedHere || WaitsForWindow);
        }
        else
        {
            Fail(
                host, ErrorCodes.MachineExists,
                $"{terms.Machine} '{machine.Name}' already exists ({machine.Size} in {machine.Region}, {machine.Status}) " +
                $"and differs from the plan ({host.Desired.Declared.Size} in {host.Desired.Declared.Region})");
        }
    }

    /// <summary>Continues a replaced host when all its machines are deleted. If one of them is not, the host fails (spec 6.5.1).</summary>
    public void Replace(HostOperation host, EngineTime now)
    {
        if (host.Phase != HostPhase.Replacing || !host.Replaced.All(d => d.IsSettled))
        {
            return;
        }

        if (host.Replaced.FirstOrDefault(d => d.Phase != DeletePhase.Deleted) is { } left)
        {
            string reason = left.Phase == DeletePhase.Kept ? "is protected" : "was not deleted";
            string message = $"{terms.Machine} '{host.Desired.MachineName}' creation failed: it was not replaced, because its previous";
            Fail(host, left.Code ?? ErrorCodes.Refused, $"{message} {terms.Machine} ({left.Id}) {reason}");
            return;
        }

        host.DeletedIds.UnionWith(host.Replaced.Select(d => d.Id));
        Vacate(host, now);
    }

    public void Fail(HostOperation host, string code, string message)
    {
        (host.Phase, host.Code, host.Message) = (HostPhase.Failed, code, message);
        events.Add(new HostFailed(host.Name, host.Desired.MachineName, host.Machine?.Id, code, message));
    }

    /// <summary>Fails a host with its create request. An earlier request may have created the machine.</summary>
    public void FailCreate(HostOperation host, string code, string message) =>
        Fail(host, code, host.MayExist ? $"{message}; the outcome of its create request is unknown, so it may exist" : message);

    /// <summary>This run has no open create, so the log of creates shows immediately whether another run has created the host.</summary>
    private void Vacate(HostOperation host, EngineTime now)
    {
        host.Deadline = null;
        Recheck(host, now);
    }

    /// <summary>The account has to be read before its create (spec 6.3.1).</summary>
    public void Recheck(HostOperation host, EngineTime now)
    {
        host.Deadline ??= now.Worked + timing.CreateTimeout;
        (host.Phase, host.UnclearSince) = (HostPhase.Vacated, now.Elapsed - timing.SettleWindow);
    }

    private void TakeExisting(HostOperation host, Observation observation, EngineTime now)
    {
        if (Existing(host, observation) is { } machine)
        {
            Take(host, machine, isCreatedHere: host.Phase == HostPhase.Unclear && host.WasUnclear, now);
        }
    }

    private void ObserveUnclear(HostOperation host, Observation observation, EngineTime now)
    {
        TakeExisting(host, observation, now);
        if (host.Phase is not (HostPhase.Unclear or HostPhase.Vacated))
        {
            return;
        }

        Machine[] sameName = [.. observation.Actual.UnownedByName[host.Desired.MachineName].Where(d => !host.DeletedIds.Contains(d.Id))];
        if (!facts.TagsAreAtomic && sameName.Any(d => observation.IsYounger(d, timing.SettleWindow)))
        {
            return; // Its tags may still appear.
        }

        // Without the log, a create that can duplicate has two windows: it commits in the first, and lists show it in the second.
        bool isSafe = facts.RepeatedCreate != RepeatedCreate.MayDuplicate;
        TimeSpan quiet = observation.LogIsClear || isSafe ? timing.SettleWindow : 2 * timing.SettleWindow;
        if ((!isSafe || host.Phase == HostPhase.Vacated) && (!observation.IsComplete || observation.StartedAt < host.UnclearSince + quiet))
        {
            return;
        }

        // Not earlier: until now, the machine of this run could still appear.
        if (sameName.Length > 0)
        {
            string name = $"{terms.Machine} '{host.Desired.MachineName}'";
            FailCreate(host, ErrorCodes.MachineExists, $"{name} already exists and does not have the tags of this environment");
            return;
        }

        host.MayExist &= isSafe;
        host.Deadline = host.Phase == HostPhase.Vacated && !host.IsCreateReported ? null : host.Deadline;
        (host.Phase, host.CheckedAt) = (HostPhase.Queued, observation.At);
    }

    private void ObserveTerminating(HostOperation host, Observation observation, EngineTime now)
    {
        Machine machine = host.Machine!;
        if (observation.Machines.TryGetValue(machine.Id, out Machine? shown))
        {
            host.AbsentReads = 0;
            host.Machine = shown;
            if (!shown.IsLocked && now.Elapsed >= host.KnownSince + timing.SettleWindow)
            {
                Take(host, shown, isCreatedHere: false, now);
            }
        }
        else if (!observation.IsYounger(machine, timing.SettleWindow) && IsDeleted(host, machine, observation))
        {
            host.DeletedIds.Add(machine.Id);
            host.Machine = null;
            Vacate(host, now);
            TakeExisting(host, observation, now);
        }
    }

    private void ObserveMachine(HostOperation host, Observation observation, EngineTime now)
    {
        Machine machine = host.Machine!;
        if (observation.Machines.TryGetValue(machine.Id, out Machine? shown))
        {
            host.AbsentReads = 0;
            if (host.Phase == HostPhase.Waiting)
            {
                host.Machine = shown;
                host.IsCreatedHere &= !_usability.IsOfAnotherConfig(host, shown, observation);
                ObserveState(host, shown, isListed: WaitsForWindow || !host.IsCreatedHere || !observation.ReadById.Contains(shown.Id));
            }
            else if (shown.State != MachineState.Starting)
            {
                // A stale list can still show a ready machine as it was during its boot.
                host.Machine = shown;
            }
        }
        else if (observation.StartedAt - host.KnownSince >= timing.SettleWindow && IsDeleted(host, machine, observation))
        {
            host.DeletedIds.Add(machine.Id);
            (string code, string message) = host.IsCreatedHere
                ? (ErrorCodes.MachineCreateFailed, $"{terms.Machine} '{machine.Name}' creation failed: it no longer exists")
                : (ErrorCodes.MachineNotFound, $"{terms.Machine} '{machine.Name}' not found: it was deleted during the run");
            Fail(host, code, message);
        }
    }

    /// <summary>Whether reads prove that a machine which is not new no longer exists (spec 6.6).</summary>
    private static bool IsDeleted(HostOperation host, Machine machine, Observation observation) =>
        observation.QueriedIds.Contains(machine.Id)
        && (observation.NotFound.Contains(machine.Id) || (observation.IsComplete && ++host.AbsentReads >= 2));

    private void ObserveState(HostOperation host, Machine machine, bool isListed)
    {
        bool isReady = machine.State == MachineState.Running && isListed && _usability.IsUsable(host, machine);
        if (machine.State is not (MachineState.Running or MachineState.Starting))
        {
            string name = $"{terms.Machine} '{machine.Name}'";
            Fail(host, ErrorCodes.MachineCreateFailed, $"{name} creation failed: its status is '{machine.Status}'");
            return;
        }

        if (isReady ? host.IsCreatedHere && host.ReportedStatus is null : host.ReportedStatus != machine.Status)
        {
            events.Add(new HostWaiting(host.Name, machine.Name, machine.Id, machine.Status));
        }

        host.ReportedStatus = machine.Status;
        if (isReady)
        {
            host.Phase = HostPhase.Ready;
            events.Add(new HostReady(host.Name, machine.Name, machine.Id, machine.PublicIpv4, machine.PrivateIpv4));
        }
    }

    private void Expire(HostOperation host)
    {
        string reason = host.Phase switch
        {
            HostPhase.Vacated when host is { MayExist: false, DeletedIds.Count: 0 } =>
                "the account could not be read shortly before its create",
            HostPhase.Vacated when !host.MayExist =>
                $"its previous {terms.Machine} was deleted; whether another run has recreated it is unknown",
            HostPhase.Unclear or HostPhase.Queued or HostPhase.Vacated =>
                "the outcome of its create request is unknown, and it did not appear",
            HostPhase.Terminating => $"its previous {terms.Machine} is locked or being deleted, and its deletion was not confirmed",
            _ when host.Machine is { State: MachineState.Running } active && !_usability.ShowsTags(host, active) =>
                "it is active, but does not show the tags that it was created with",
            _ when host.Desired.Declared.HasPublicAddress
                && host.Machine is { State: MachineState.Running, PublicIpv4: null, IsBusy: false } =>
                $"no public address after {TimeText.Of(timing.CreateTimeout)}",
            _ => $"not ready after {TimeText.Of(timing.CreateTimeout)}; its status is '{host.Machine?.Status}'",
        };
        Fail(host, ErrorCodes.MachineTimeout, $"{terms.Machine} '{host.Desired.MachineName}' operation timeout: {reason}");
    }

    /// <summary>The observed machine of this host, without those that are known to be deleted; or null.</summary>
    private static Machine? Existing(HostOperation host, Observation observation)
    {
        Machine[] there = observation.Actual.Hosts.TryGetValue(host.Name, out OwnedHost? owned)
            ? [.. owned.Duplicates.Prepend(owned.Survivor).Where(d => !host.DeletedIds.Contains(d.Id))]
            : [];
        return SurgeHosts.Successor(host.Desired, observation.Actual, host.DeletedIds)
            ?? (there.Length == 0 ? null : OwnedHost.Of(host.Name, there).Survivor);
    }
}
