using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Planning;
using Stagecraft.Engine.Reading;
using Stagecraft.Engine.Timing;

namespace Stagecraft.Engine.Running;

/// <summary>The state changes of deletions (spec 6.5, 6.6). No effects.</summary>
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
        if (deletes.Find(d => CanBeSent(d, now)) is not { } delete)
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

    public void Observe(DeleteOperation delete, Observation observation, EngineTime now)
    {
        if (delete.IsSettled)
        {
            return;
        }

        if (delete.Phase == DeletePhase.Sending)
        {
            Withdraw(delete, observation);
            return;
        }

        if (observation.Machines.TryGetValue(delete.Id, out Machine? machine))
        {
            ObserveMachine(delete, machine, observation, now);
        }
        else if (observation.QueriedIds.Contains(delete.Id) && observation.StartedAt >= delete.YoungUntil)
        {
            ObserveMissing(delete, observation);
        }

        if (!delete.IsSettled && delete.Deadline is { } deadline && now.Worked >= deadline)
        {
            string reason = delete.Message ?? "its deletion was not confirmed";
            Fail(delete, ErrorCodes.MachineTimeout, $"{terms.Machine} '{delete.MachineName}' operation timeout: {reason}");
        }
    }

    /// <summary>Whether the machine's tags were read recently enough to send the delete.</summary>
    public static bool IsFresh(DeleteOperation delete, EngineTime now) =>
        delete.TagsReadAt is { } read && now.Since(read) < EngineTimeouts.ReadsStayFresh;

    public static bool CanBeSent(DeleteOperation delete, EngineTime now) => delete.Phase == DeletePhase.Queued && IsFresh(delete, now);

    public void Completed(DeleteOperation delete, DeleteOutcome outcome, EngineTime now)
    {
        delete.IsSent |= outcome is not DeleteOutcome.Stale;
        switch (outcome)
        {
            case DeleteOutcome.Accepted:
                delete.Phase = DeletePhase.Accepted;
                delete.AcceptedAt = now.Elapsed;
                delete.Message = null;
                break;
            case DeleteOutcome.NotFound when delete.SendingSince < delete.YoungUntil:
                Retry(delete, $"it was not found, which can happen shortly after the creation of a {terms.Machine}");
                break;
            case DeleteOutcome.NotFound:
                Complete(delete);
                break;
            case DeleteOutcome.Stale:
                delete.Phase = DeletePhase.Retrying;
                break;
            case DeleteOutcome.Pending { Failure: var failure }:
                delete.Phase = DeletePhase.Retrying;
                delete.ProbeAt = now.Elapsed + facts.BusyRetry;
                Delay(delete, failure);
                break;
            case DeleteOutcome.Refused { Failure: var refused }:
                Reject(delete, refused.Code == ErrorCodes.ApiError ? ErrorCodes.MachineDeleteFailed : refused.Code, refused.Advice);
                break;
            case DeleteOutcome.Failed failed:
                Retry(delete, failed.Failure.Message);
                break;
        }
    }

    public void Fail(DeleteOperation delete, string code, string message)
    {
        (delete.Phase, delete.Code, delete.Message) = (DeletePhase.Failed, code, message);
        events.Add(new HostFailed(delete.Name, delete.MachineName, delete.Id, code, message));
    }

    public void Skip(DeleteOperation delete, string reason)
    {
        delete.Phase = DeletePhase.Skipped;
        delete.Message = reason;
        events.Add(new HostSkipped(delete.Name, delete.MachineName, reason));
    }

    /// <summary>The message of the cloud is the reason. It is reported once, whatever the request.</summary>
    private void Delay(DeleteOperation delete, CloudFailure failure)
    {
        delete.Message = failure.Advice;
        string reason = failure.RequestId is { } request ? failure.Advice.Replace(request, "", StringComparison.Ordinal) : failure.Advice;
        if (delete.DelayReported != reason)
        {
            delete.DelayReported = reason;
            events.Add(new HostDeleteDelayed(delete.Name, delete.MachineName, delete.Id, failure.Advice));
        }
    }

    private void Reject(DeleteOperation delete, string code, string reason) =>
        Fail(delete, code, $"{terms.Machine} '{delete.MachineName}' deletion failed: {reason}");

    private static void Retry(DeleteOperation delete, string reason) => (delete.Phase, delete.Message) = (DeletePhase.Retrying, reason);

    private void Keep(DeleteOperation delete)
    {
        if (delete.IsOwn)
        {
            Reject(delete, ErrorCodes.Refused, "this run created it as a duplicate, and it is protected: the host exists twice");
        }
        else
        {
            delete.Phase = DeletePhase.Kept;
        }
    }

    private void ObserveMissing(DeleteOperation delete, Observation observation)
    {
        // Absence from a list by tag is a proof only after an accepted delete: any other machine may have lost the tag.
        bool isProof = observation.IsWhole || delete.Phase == DeletePhase.Accepted;
        delete.MustBeRead = !isProof;
        if (observation.NotFound.Contains(delete.Id) || (observation.IsComplete && isProof && ++delete.AbsentReads >= 2))
        {
            Complete(delete);
        }
    }

    private void ObserveMachine(DeleteOperation delete, Machine machine, Observation observation, EngineTime now)
    {
        delete.AbsentReads = 0;
        delete.YoungUntil = observation.IsYounger(machine, timing.SettleWindow) ? now.Elapsed + timing.SettleWindow : TimeSpan.Zero;
        if (delete.Phase == DeletePhase.Accepted)
        {
            // It still exists and is not locked, a long time after the delete was accepted.
            TimeSpan age = now.Elapsed - delete.AcceptedAt;
            if (machine.IsBusy || age < timing.SettleWindow || age < facts.BusyRetry)
            {
                return;
            }

            Retry(delete, "its delete was accepted, but it still exists");
        }

        if (Ownership.IsProtected(machine))
        {
            Keep(delete);
        }
        else if (delete.Unsaved is { } unsaved)
        {
            Fail(delete, unsaved.Code, unsaved.Message);
        }
        else if (!ownership.Owns(machine) && observation.IsYounger(machine, timing.SettleWindow))
        {
            delete.TagsReadAt = null; // Its tags may still appear.
        }
        else if (!MayBeDeleted(delete, machine))
        {
            Reject(delete, ErrorCodes.PlanStale, "its name or tags were changed, and no longer permit its deletion");
        }
        else if (CanBeSent(delete, now) && delete.SurvivorId is { } survivor && !observation.WasReadById(survivor))
        {
            // A duplicate that was checked and is about to be sent: this read checked others.
        }
        else
        {
            delete.TagsReadAt = observation.At;
            CheckSurvivor(delete, observation);
            delete.ProbeAt ??= now.Elapsed + facts.BusyRetry;
            if (delete.Phase is DeletePhase.Queued or DeletePhase.Retrying)
            {
                // The delete of a locked machine would be refused, and would only cost requests.
                delete.Phase = machine.IsBusy && now.Elapsed < delete.ProbeAt ? DeletePhase.Retrying : DeletePhase.Queued;
            }
        }
    }

    /// <summary>A repeated delete depends on the latest read, not on the read before the first attempt.</summary>
    private void Withdraw(DeleteOperation delete, Observation observation)
    {
        bool mustKeep = observation.Machines.TryGetValue(delete.Id, out Machine? machine)
            && (Ownership.IsProtected(machine) || !MayBeDeleted(delete, machine));
        bool isSurvivorLost = delete.Reason == DeleteReason.Duplicate
            && delete.SurvivorId is { } survivorId
            && observation.Machines.TryGetValue(survivorId, out Machine? survivor)
            && (survivor.IsBusy || !ownership.Owns(survivor) || ownership.HostOf(survivor) != delete.Name);
        if (mustKeep || isSurvivorLost)
        {
            delete.TagsReadAt = null;
        }
    }

    private bool MayBeDeleted(DeleteOperation delete, Machine machine) =>
        ownership.Owns(machine) && (delete.Reason == DeleteReason.Down || ownership.HostOf(machine) == delete.Name);

    /// <summary>A duplicate is deleted only if the machine to keep was read by id: it exists, is not locked, and has the right
    /// tags.</summary>
    private void CheckSurvivor(DeleteOperation delete, Observation observation)
    {
        if (delete.Reason != DeleteReason.Duplicate)
        {
            return;
        }

        if (delete.SurvivorId is not { } survivorId || survivorId == delete.Id)
        {
            Reject(delete, ErrorCodes.PlanStale, $"it is now the {terms.Machine} to keep");
            return;
        }

        if (observation.NotFound.Contains(survivorId))
        {
            Reject(delete, ErrorCodes.PlanStale, $"the {terms.Machine} to keep no longer exists");
            return;
        }

        bool isHealthy = observation.Machines.TryGetValue(survivorId, out Machine? survivor)
            && SurvivorTransitions.IsHealthy(delete.Name, survivor, observation, ownership);
        delete.Phase = isHealthy ? DeletePhase.Queued : DeletePhase.AfterSurvivor;
    }

    private void Complete(DeleteOperation delete)
    {
        delete.Phase = DeletePhase.Deleted;
        delete.Message = null;
        if (delete.IsSent)
        {
            events.Add(new HostDeleted(delete.Name, delete.MachineName, delete.Id, delete.Reason));
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
