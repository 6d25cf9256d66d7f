using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Planning;
using Stagecraft.Engine.Reading;
using Stagecraft.Engine.Timing;
using Stagecraft.Errors;
using Stagecraft.Events;
using Stagecraft.Plans;

namespace Stagecraft.Engine.Running;

/// <summary>What a look or an answer means for a machine that is to be deleted. No effects.</summary>
internal sealed class DeleteTransitions(
    CloudTerms terms,
    CloudFacts facts,
    Ownership ownership,
    EngineTimeouts timing,
    List<HostOperation> hosts,
    List<DeleteOperation> deletes,
    List<InfraEvent> events)
{
    private const string CreatesFailed = "a create of this run did not succeed, so undeclared hosts were not deleted";

    /// <summary>The next delete to send; null if there is none, or its tags have to be read first.</summary>
    public DeleteOperation? Next(EngineTime now)
    {
        ReleaseUndeclared(now);
        if (deletes.Find(d => d.Phase == DeletePhase.Queued && IsFresh(d, now)) is not { } delete)
        {
            return null;
        }

        delete.Phase = DeletePhase.Sending;
        delete.SendingSince = now.Elapsed;
        delete.Deadline ??= now.Worked + timing.DeleteTimeout;
        if (!delete.IsReported)
        {
            delete.IsReported = true;
            events.Add(new HostDeleting(delete.Name, delete.MachineName, delete.Id, delete.Reason));
        }

        return delete;
    }

    public void Observe(DeleteOperation work, Observation sight, EngineTime now)
    {
        if (work.IsSettled)
        {
            return;
        }

        if (work.Phase == DeletePhase.Sending)
        {
            Withdraw(work, sight);
            return;
        }

        if (sight.Machines.TryGetValue(work.Id, out Machine? seen))
        {
            ObserveThere(work, seen, sight, now);
        }
        else if (sight.Asked.Contains(work.Id) && sight.StartedAt >= work.YoungUntil)
        {
            ObserveAbsent(work, sight);
        }

        if (!work.IsSettled && work.Deadline is { } deadline && now.Worked >= deadline)
        {
            Fail(work, ErrorCodes.MachineTimeout, $"{terms.Machine} '{work.MachineName}' operation timeout: {work.Message ?? "it was not seen gone"}");
        }
    }

    /// <summary>Whether the machine's tags were read so recently that its delete may be sent.</summary>
    public static bool IsFresh(DeleteOperation work, EngineTime now) =>
        work.TagsReadAt is { } read && now.Since(read) < EngineTimeouts.TagsStayFresh;

    public void Completed(DeleteOperation work, DeleteOutcome outcome, EngineTime now)
    {
        work.IsSent |= outcome is not DeleteOutcome.Stale;
        switch (outcome)
        {
            case DeleteOutcome.Accepted:
                work.Phase = DeletePhase.Accepted;
                work.AcceptedAt = now.Elapsed;
                work.Message = null;
                break;
            case DeleteOutcome.NotFound when work.SendingSince < work.YoungUntil:
                work.Phase = DeletePhase.Again;
                work.Message = $"it answers 404, which a fresh {terms.Machine} may do for a while";
                break;
            case DeleteOutcome.NotFound:
                Gone(work);
                break;
            case DeleteOutcome.Stale:
                work.Phase = DeletePhase.Again;
                break;
            case DeleteOutcome.Pending:
                work.Phase = DeletePhase.Again;
                work.Message = $"another event of the {terms.Machine} is pending";
                work.ProbeAt = now.Elapsed + facts.BusyRetry;
                break;
            case DeleteOutcome.Refused refused:
                Fail(
                    work,
                    refused.Failure.Code == ErrorCodes.ApiError ? ErrorCodes.MachineDeleteFailed : refused.Failure.Code,
                    $"{terms.Machine} '{work.MachineName}' deletion failed: {refused.Failure.Advice}");
                break;
            case DeleteOutcome.Failed failed:
                work.Phase = DeletePhase.Again;
                work.Message = failed.Failure.Message;
                break;
        }
    }

    public void Fail(DeleteOperation work, string code, string message)
    {
        work.Phase = DeletePhase.Failed;
        work.Code = code;
        work.Message = message;
        events.Add(new HostFailed(work.Name, work.MachineName, work.Id, code, message));
    }

    public void Skip(DeleteOperation work, string reason)
    {
        work.Phase = DeletePhase.Skipped;
        work.Message = reason;
        events.Add(new HostSkipped(work.Name, work.MachineName, reason));
    }

    private void Keep(DeleteOperation work)
    {
        if (work.IsOwn)
        {
            Fail(work, ErrorCodes.Refused, $"{terms.Machine} '{work.MachineName}' deletion failed: this run made it beside the one that stays, and it is protected: the host is there twice");
        }
        else
        {
            work.Phase = DeletePhase.Kept;
        }
    }

    private void ObserveAbsent(DeleteOperation work, Observation sight)
    {
        // Only of a machine whose delete was accepted does its absence from the list by tag say that it is gone: any other may have lost the tag.
        bool isProof = sight.IsWhole || work.Phase == DeletePhase.Accepted;
        work.MustBeRead = !isProof;
        if (sight.NotFound.Contains(work.Id) || (sight.IsComplete && isProof && ++work.AbsentLooks >= 2))
        {
            Gone(work);
        }
    }

    private void ObserveThere(DeleteOperation work, Machine seen, Observation sight, EngineTime now)
    {
        work.AbsentLooks = 0;
        work.YoungUntil = sight.IsYounger(seen, timing.SettleWindow) ? now.Elapsed + timing.SettleWindow : TimeSpan.Zero;
        if (work.Phase == DeletePhase.Accepted)
        {
            // Accepted and, long after, there and not even locked: that delete did not happen.
            if (!seen.IsBusy && now.Elapsed >= work.AcceptedAt + timing.SettleWindow && now.Elapsed >= work.AcceptedAt + facts.BusyRetry)
            {
                work.Phase = DeletePhase.Again;
                work.Message = "its delete was accepted but did not happen";
            }
            else
            {
                return;
            }
        }

        if (Ownership.IsProtected(seen))
        {
            Keep(work);
        }
        else if (!ownership.Owns(seen) && sight.IsYounger(seen, timing.SettleWindow))
        {
            work.TagsReadAt = null; // its tags may still come
        }
        else if (!IsStillOurs(work, seen))
        {
            Fail(work, ErrorCodes.PlanStale, $"{terms.Machine} '{seen.Name}' deletion failed: its name or tags were changed and no longer say that it is ours to delete");
        }
        else
        {
            work.TagsReadAt = sight.At;
            CheckSurvivor(work, sight);
            work.ProbeAt ??= now.Elapsed + facts.BusyRetry;
            if (work.Phase is DeletePhase.Queued or DeletePhase.Again)
            {
                // Locked, its delete would be refused: asking again and again only costs requests.
                work.Phase = seen.IsBusy && now.Elapsed < work.ProbeAt ? DeletePhase.Again : DeletePhase.Queued;
            }
        }
    }

    /// <summary>A delete that is repeated rests on the newest that was seen, not on what was seen before the first attempt.</summary>
    private void Withdraw(DeleteOperation work, Observation sight)
    {
        bool mustStay = sight.Machines.TryGetValue(work.Id, out Machine? seen) && (Ownership.IsProtected(seen) || !IsStillOurs(work, seen));
        bool isLast = work.Reason == DeleteReason.Duplicate
            && work.SurvivorId is { } survivorId
            && sight.Machines.TryGetValue(survivorId, out Machine? survivor)
            && (survivor.IsBusy || !ownership.Owns(survivor) || ownership.HostOf(survivor) != work.Name);
        if (mustStay || isLast)
        {
            work.TagsReadAt = null;
        }
    }

    private bool IsStillOurs(DeleteOperation work, Machine seen) =>
        ownership.Owns(seen) && (work.Reason == DeleteReason.Down || ownership.HostOf(seen) == work.Name);

    /// <summary>A surplus machine goes only when the one that stays was read by id: there, not locked, tags right.</summary>
    private void CheckSurvivor(DeleteOperation work, Observation sight)
    {
        if (work.Reason != DeleteReason.Duplicate)
        {
            return;
        }

        if (work.SurvivorId is not { } survivorId || survivorId == work.Id)
        {
            Fail(work, ErrorCodes.PlanStale, $"{terms.Machine} '{work.MachineName}' deletion failed: it has become the one that stays");
            return;
        }

        if (sight.NotFound.Contains(survivorId))
        {
            Fail(work, ErrorCodes.PlanStale, $"{terms.Machine} '{work.MachineName}' deletion failed: the one that was to stay is gone");
            return;
        }

        bool isSound = sight.Machines.TryGetValue(survivorId, out Machine? survivor)
            && SurvivorTransitions.IsSound(work.Name, survivor, sight, ownership);
        work.Phase = isSound ? DeletePhase.Queued : DeletePhase.AfterSurvivor;
    }

    private void Gone(DeleteOperation work)
    {
        work.Phase = DeletePhase.Gone;
        work.Message = null;
        if (work.IsSent)
        {
            events.Add(new HostDeleted(work.Name, work.MachineName, work.Id, work.Reason));
        }
    }

    /// <summary>Undeclared hosts are deleted only after every create of the run succeeded.</summary>
    private void ReleaseUndeclared(EngineTime now)
    {
        if (!hosts.TrueForAll(h => h.IsSettled))
        {
            return;
        }

        bool failed = hosts.Exists(h => h.Phase == HostPhase.Failed);
        foreach (DeleteOperation delete in deletes.Where(d => d.Phase == DeletePhase.AfterCreates))
        {
            if (failed)
            {
                Skip(delete, CreatesFailed);
            }
            else
            {
                delete.Phase = DeletePhase.Queued;
                delete.Deadline = now.Worked + timing.DeleteTimeout;
            }
        }
    }
}
