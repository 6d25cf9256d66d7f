using System.Globalization;
using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Planning;
using Stagecraft.Engine.Reading;
using Stagecraft.Engine.Text;
using Stagecraft.Engine.Timing;
using Stagecraft.Errors;
using Stagecraft.Events;
using Stagecraft.Plans;

namespace Stagecraft.Engine.Running;

/// <summary>What a look means for a declared host. No effects: it changes what is known of the host and notes events.</summary>
internal sealed class HostTransitions(CloudTerms terms, CloudFacts facts, Ownership ownership, EngineTimeouts timing, List<InfraEvent> events)
{
    /// <summary>The account as it was seen before anything was sent; a host that the plan calls unchanged comes in that phase.</summary>
    public void Begin(HostOperation work, Observation sight, IReadOnlySet<MachineId> going, EngineTime now)
    {
        bool wasThere = work.Phase == HostPhase.Unchanged;
        work.Phase = work.Replaced.Count > 0 ? HostPhase.Replacing : HostPhase.Queued;
        if (work.Phase != HostPhase.Replacing && sight.Actual.Hosts.TryGetValue(work.Name, out OwnedHost? owned))
        {
            Machine machine = owned.Survivor;
            if (machine.IsLocked || going.Contains(machine.Id))
            {
                work.Machine = machine;
                work.KnownSince = now.Elapsed;
                work.Deadline = now.Worked + timing.CreateTimeout;
                work.Phase = HostPhase.Going;
            }
            else if (wasThere && machine.State == MachineState.Running && DriftFinder.IsAsPlanned(work.Host, machine))
            {
                work.Machine = machine;
                work.Phase = HostPhase.Unchanged;
            }
            else
            {
                Take(work, machine, isCreatedHere: false, now);
            }
        }
        else if (sight.Actual.UnownedByName[work.Host.MachineName].MinBy(d => d.Id) is { } foreign)
        {
            Fail(
                work,
                ErrorCodes.MachineExists,
                $"{terms.Machine} '{foreign.Name}' already exists (id {foreign.Id}) and does not belong to this project and environment");
        }
    }

    public void Observe(HostOperation work, Observation sight, EngineTime now)
    {
        switch (work.Phase)
        {
            case HostPhase.Queued:
                MeetOther(work, sight, now);
                break;
            case HostPhase.Unclear or HostPhase.Vacated:
                ObserveUnclear(work, sight, now);
                break;
            case HostPhase.Going:
                ObserveGoing(work, sight, now);
                break;
            case HostPhase.Waiting or HostPhase.Ready:
                ObserveDroplet(work, sight, now);
                break;
            case HostPhase.Failed when work.WasUnclear:
                // Given up, and there after all: the report tells its id.
                work.Machine ??= Existing(work, sight);
                break;
            default:
                break;
        }

        // What is on its way has not failed: its answer comes, and tells.
        if (!work.IsSettled && work.Phase != HostPhase.Sending && work.Deadline is { } deadline && now.Worked >= deadline)
        {
            Expire(work);
        }
    }

    /// <summary>A machine of ours counts as this host from now on: waited for, or already ready.</summary>
    public void Take(HostOperation work, Machine machine, bool isCreatedHere, EngineTime now)
    {
        if (work.Machine?.Id != machine.Id)
        {
            work.ReportedStatus = null;
        }

        work.Machine = machine;
        work.MayExist = false;
        work.IsCreatedHere = isCreatedHere;
        work.KnownSince = now.Elapsed;
        work.Deadline ??= now.Worked + timing.CreateTimeout;
        work.Phase = HostPhase.Waiting;
        bool isUsable = isCreatedHere || machine.State is MachineState.Starting or MachineState.Running;
        if (isUsable && DriftFinder.IsAsPlanned(work.Host, machine))
        {
            Judge(work, machine, isListed: !isCreatedHere || WaitsForWindow);
        }
        else
        {
            Fail(
                work,
                ErrorCodes.MachineExists,
                $"{terms.Machine} '{machine.Name}' already exists ({machine.Size} in {machine.Region}, {machine.Status}), " +
                $"otherwise than planned ({work.Host.Declared.Size} in {work.Host.Declared.Region})");
        }
    }

    /// <summary>A host that is to be replaced goes on once each of its machines was seen gone, and not before; where one stays, it fails (spec 6.5.1).</summary>
    public void Replace(HostOperation work, EngineTime now)
    {
        if (work.Phase != HostPhase.Replacing || !work.Replaced.All(d => d.IsSettled))
        {
            return;
        }

        if (work.Replaced.FirstOrDefault(d => d.Phase != DeletePhase.Gone) is { } left)
        {
            Fail(
                work,
                left.Code ?? ErrorCodes.Refused,
                $"{terms.Machine} '{work.Host.MachineName}' creation failed: it was not replaced, because its former {terms.Machine} " +
                string.Create(CultureInfo.InvariantCulture, $"({left.Id}) {(left.Phase == DeletePhase.Kept ? "is protected" : "was not deleted")}"));
            return;
        }

        work.GoneIds.UnionWith(work.Replaced.Select(d => d.Id));
        Vacate(work, now);
    }

    /// <summary>Nothing of ours is on its way, so the log of actions says at once whether another run made it meanwhile.</summary>
    private void Vacate(HostOperation work, EngineTime now)
    {
        work.Deadline = now.Worked + timing.CreateTimeout;
        work.Phase = HostPhase.Vacated;
        work.UnclearSince = now.Elapsed - timing.SettleWindow;
    }

    public void Fail(HostOperation work, string code, string message)
    {
        work.Phase = HostPhase.Failed;
        work.Code = code;
        work.Message = message;
        events.Add(new HostFailed(work.Name, work.Host.MachineName, work.Machine?.Id, code, message));
    }

    /// <summary>The failure of a create request. An earlier request may have created the machine.</summary>
    public void FailCreate(HostOperation work, string code, string message) =>
        Fail(work, code, work.MayExist ? $"{message}; its create got no clear answer, so it may exist" : message);

    /// <summary>Whether a run waits for the settle window after a create. Otherwise a new host is ready only once a list shows it: the next plan shows it too.</summary>
    private bool WaitsForWindow => facts.RepeatedCreate == RepeatedCreate.MayDuplicate;

    private void MeetOther(HostOperation work, Observation sight, EngineTime now)
    {
        if (Existing(work, sight) is { } machine)
        {
            Take(work, machine, isCreatedHere: false, now);
        }
    }

    private void ObserveUnclear(HostOperation work, Observation sight, EngineTime now)
    {
        if (Existing(work, sight) is { } existing)
        {
            Take(work, existing, isCreatedHere: work.Phase == HostPhase.Unclear && work.WasUnclear, now);
            return;
        }

        Machine[] sameName = [.. sight.Actual.UnownedByName[work.Host.MachineName].Where(d => !work.GoneIds.Contains(d.Id))];
        if (!facts.TagsAreAtomic && sameName.Any(d => sight.IsYounger(d, timing.SettleWindow)))
        {
            return; // its tags may still come
        }

        // Where the log cannot be read: the time that a create has to commit, and then the time that lists have to show it.
        TimeSpan quiet = sight.LogIsClear ? timing.SettleWindow : 2 * timing.SettleWindow;
        bool mayRepeat = facts.RepeatedCreate != RepeatedCreate.MayDuplicate && work.Phase == HostPhase.Unclear;
        if (!mayRepeat && (!sight.IsComplete || sight.StartedAt < work.UnclearSince + quiet))
        {
            return;
        }

        // Not before: until then our own may yet show up.
        if (sameName.Length > 0)
        {
            Fail(work, ErrorCodes.MachineExists, $"{terms.Machine} '{work.Host.MachineName}' already exists and does not carry our tags");
            return;
        }

        work.MayExist &= mayRepeat;
        work.Deadline = work.Phase == HostPhase.Vacated ? null : work.Deadline;
        work.Phase = HostPhase.Queued;
    }

    private void ObserveGoing(HostOperation work, Observation sight, EngineTime now)
    {
        Machine machine = work.Machine!;
        if (sight.Machines.TryGetValue(machine.Id, out Machine? seen))
        {
            work.AbsentLooks = 0;
            work.Machine = seen;
            if (!seen.IsLocked && now.Elapsed >= work.KnownSince + timing.SettleWindow)
            {
                Take(work, seen, isCreatedHere: false, now);
            }
        }
        else if (!sight.IsYounger(machine, timing.SettleWindow)
            && (sight.NotFound.Contains(machine.Id) || (sight.IsComplete && sight.Asked.Contains(machine.Id) && ++work.AbsentLooks >= 2)))
        {
            work.GoneIds.Add(machine.Id);
            work.Machine = null;
            Vacate(work, now);
            MeetOther(work, sight, now);
        }
    }

    private void ObserveDroplet(HostOperation work, Observation sight, EngineTime now)
    {
        Machine machine = work.Machine!;
        if (sight.Machines.TryGetValue(machine.Id, out Machine? seen))
        {
            work.AbsentLooks = 0;
            if (work.Phase == HostPhase.Waiting)
            {
                work.Machine = seen;
                Judge(work, seen, isListed: WaitsForWindow || !work.IsCreatedHere || !sight.ReadById.Contains(seen.Id));
            }
            else if (seen.State != MachineState.Starting)
            {
                // A list that lags can still show a ready machine as it was during its boot.
                work.Machine = seen;
            }
        }
        else if (sight.StartedAt - work.KnownSince >= timing.SettleWindow && sight.Asked.Contains(machine.Id))
        {
            // A fresh machine may answer 404 for a while; later that means that it is gone.
            bool gone = sight.NotFound.Contains(machine.Id) || (sight.IsComplete && ++work.AbsentLooks >= 2);
            if (gone)
            {
                work.GoneIds.Add(machine.Id);
                Fail(
                    work,
                    work.IsCreatedHere ? ErrorCodes.MachineCreateFailed : ErrorCodes.MachineNotFound,
                    work.IsCreatedHere
                        ? $"{terms.Machine} '{machine.Name}' creation failed: it vanished"
                        : $"{terms.Machine} '{machine.Name}' not found: it was there and is gone");
            }
        }
    }

    private void Judge(HostOperation work, Machine machine, bool isListed)
    {
        switch (machine.State)
        {
            case MachineState.Running when isListed && IsUsable(work, machine):
                if (work.IsCreatedHere && work.ReportedStatus is null)
                {
                    events.Add(new HostWaiting(work.Name, machine.Name, machine.Id, machine.Status));
                }

                work.Phase = HostPhase.Ready;
                work.ReportedStatus = machine.Status;
                events.Add(new HostReady(work.Name, machine.Name, machine.Id, machine.PublicIpv4, machine.PrivateIpv4));
                break;
            case MachineState.Running or MachineState.Starting:
                if (work.ReportedStatus != machine.Status)
                {
                    work.ReportedStatus = machine.Status;
                    events.Add(new HostWaiting(work.Name, machine.Name, machine.Id, machine.Status));
                }

                break;
            default:
                Fail(work, ErrorCodes.MachineCreateFailed, $"{terms.Machine} '{machine.Name}' creation failed: its status is '{machine.Status}'");
                break;
        }
    }

    private void Expire(HostOperation work)
    {
        string reason = work.Phase switch
        {
            HostPhase.Unclear or HostPhase.Queued => "its create got no clear answer and it did not show up",
            HostPhase.Vacated => $"its former {terms.Machine} is gone, and whether it was made anew stays unclear",
            HostPhase.Going => $"its former {terms.Machine} is locked or going, and was not seen gone",
            _ when work.Machine is { State: MachineState.Running } active && !ShowsTags(work, active) =>
                "it is active, but does not show the tags that it was created with",
            _ => $"not ready after {TimeText.Of(timing.CreateTimeout)}; its status is '{work.Machine?.Status}'",
        };
        Fail(work, ErrorCodes.MachineTimeout, $"{terms.Machine} '{work.Host.MachineName}' operation timeout: {reason}");
    }

    /// <summary>The machine that counts as this host among those that the look shows, without any that were seen gone.</summary>
    private static Machine? Existing(HostOperation work, Observation sight)
    {
        Machine[] there = sight.Actual.Hosts.TryGetValue(work.Name, out OwnedHost? owned)
            ? [.. owned.Duplicates.Prepend(owned.Survivor).Where(d => !work.GoneIds.Contains(d.Id))]
            : [];
        return there.Length == 0 ? null : OwnedHost.Of(work.Name, there).Survivor;
    }

    /// <summary>What we create has a public network and shows our tags, or the next run would not know it; what others made may have a private network
    /// alone, and is not to be locked.</summary>
    private bool IsUsable(HostOperation work, Machine machine) =>
        work.IsCreatedHere
            ? (machine.PublicIpv4 is not null || !work.Host.Declared.HasPublicAddress) && ShowsTags(work, machine)
            : ((machine.PublicIpv4 ?? machine.PrivateIpv4) is not null || !work.Host.Declared.HasPublicAddress) && !machine.IsBusy;

    private bool ShowsTags(HostOperation work, Machine machine) =>
        ownership.Owns(machine) && (!work.Host.Declared.IsProtected || Ownership.IsProtected(machine));
}
