using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Planning;
using Stagecraft.Engine.Reading;
using Stagecraft.Engine.Timing;

namespace Stagecraft.Engine.Running;

/// <summary>The effect of reads and outcomes on updates (spec 6.9, 14). No effects.</summary>
internal sealed class UpdateTransitions(
    CloudTerms terms, CloudFacts facts, Ownership ownership, EngineTimeouts timing, List<UpdateOperation> updates, List<InfraEvent> events)
{
    /// <summary>The next update to send; null if there is none, or a machine has to be read first.</summary>
    public IReadOnlyList<UpdateOperation>? Next(EngineTime now)
    {
        if (updates.Find(u => CanBeSent(u, now)) is not { } first)
        {
            return null;
        }

        // Hosts can have the same change of a property that a request changes on one machine only (spec interface.md 8.15).
        UpdateOperation[] batch = first.IsAlone || first.NextStep is { Property.IsBatchable: false } or { Action: not null }
            ? [first]
            : [.. updates.Where(u => CanBeSent(u, now) && !u.IsAlone && u.NextStep == first.NextStep).Take(facts.MachinesPerUpdate)];
        foreach (UpdateOperation operation in batch)
        {
            operation.Phase = UpdatePhase.Sending;
            operation.Machine = null;
            if (operation.IsPlanned && !operation.IsReported)
            {
                operation.IsReported = true;
                events.Add(new HostUpdating(operation.Name, operation.MachineName, operation.Id));
            }
        }

        return batch;
    }

    public static bool IsFresh(UpdateOperation operation, EngineTime now) =>
        operation.ReadAt is { } read && now.Since(read) < EngineTimeouts.ReadsStayFresh;

    public static bool CanBeSent(UpdateOperation operation, EngineTime now) =>
        operation.Phase == UpdatePhase.Ready && IsFresh(operation, now);

    public void Completed(IReadOnlyList<UpdateOperation> batch, UpdateOutcome outcome, EngineTime now)
    {
        // A machine that the cloud is working on refuses a change of a property.
        bool mayBeAccepted = batch.Count > 1 || batch[0].NextStep is { Property: not null } or { Action: not null };
        foreach (UpdateOperation operation in batch)
        {
            operation.Phase = UpdatePhase.Unread;
            switch (outcome)
            {
                case UpdateOutcome.NotFound when operation.NextStep.RemoveTags.Count > 0: // The tag may not exist: the next read decides.
                case UpdateOutcome.Accepted:
                    operation.Sent(operation.NextStep, now);
                    operation.Next++;
                    Sent(operation, null, now);
                    break;
                case UpdateOutcome.Unclear unclear:
                    operation.Sent(operation.NextStep, now);
                    operation.IsUnclear = true;
                    Sent(operation, unclear.Failure.Message, now);
                    break;
                case UpdateOutcome.Refused { Failure: { Code: not (ErrorCodes.Unauthorized or ErrorCodes.Forbidden) } failure }
                    when mayBeAccepted && !operation.IsAlone:
                    (operation.IsAlone, operation.Message) = (true, failure.Message);
                    if (operation.NextStep.Action is not null)
                    {
                        // Another run can have done it, which reads show within the settle window.
                        (operation.IsUnclear, operation.SentAt, operation.Phase) = (true, now.Elapsed, UpdatePhase.Sent);
                        operation.MustRead = true;
                    }

                    break;
                case UpdateOutcome.Refused refused when operation.TryContinue(refused.Failure):
                    break;
                case UpdateOutcome.Refused refused:
                    Refuse(operation, refused.Failure);
                    break;
                case UpdateOutcome.NotSent { Failure: { Code: ErrorCodes.RateLimited } failure }:
                    Refuse(operation, failure);
                    break;
                case UpdateOutcome.NotSent failed:
                    operation.Message = failed.Failure.Message;
                    break;
                case UpdateOutcome.NotFound missing: // A machine was deleted, which the next read shows; or the tag was.
                    operation.Message = missing.Failure.Message;
                    break;
            }
        }
    }

    public void Observe(UpdateOperation operation, Observation observation, EngineTime now)
    {
        if (operation.IsSettled || operation.Phase == UpdatePhase.Sending)
        {
            return;
        }

        operation.MustRead = false;
        if (observation.Machines.TryGetValue(operation.Id, out Machine? machine))
        {
            ObserveMachine(operation, machine, observation, now);
        }
        else
        {
            operation.MustReadById = observation.IsComplete;

            // A new machine can be missing for some time.
            if (observation.NotFound.Contains(operation.Id) && now.Elapsed >= timing.SettleWindow)
            {
                string message = $"{terms.Machine} '{operation.MachineName}' not found: it no longer exists";
                Fail(operation, new(ErrorCodes.MachineNotFound, message));
            }
        }

        if (!operation.IsSettled && now.Worked >= operation.Deadline)
        {
            string reason = operation.Message is null ? "" : $": {operation.Message}";
            Fail(operation, new(
                ErrorCodes.MachineTimeout,
                $"{terms.Machine} '{operation.MachineName}' operation timeout: the API does not show the update{reason}",
                "re-run the same command; it resumes from the current state"));
        }
    }

    /// <summary>Fails an update with the failure of a request.</summary>
    public void Refuse(UpdateOperation operation, CloudFailure failure)
    {
        string sent = operation.IsSent ? "; the update was sent, but is not confirmed" : "";
        Fail(operation, operation.IsPlanned
            ? failure with { Message = $"{terms.Machine} '{operation.MachineName}' was not updated: {failure.Advice}{sent}" }
            : failure);
    }

    private void ObserveMachine(UpdateOperation operation, Machine machine, Observation observation, EngineTime now)
    {
        operation.MachineName = machine.Name;
        operation.Machine = machine;
        int shown = operation.ShownSteps(machine, now);
        bool decides = operation.AdoptedHost is not null && shown >= operation.UnguardedSteps;
        if (decides && !observation.IsComplete)
        {
            (operation.Next, operation.IsUnclear, operation.Phase, operation.MustRead) = (shown, false, UpdatePhase.Sent, true);
            return;
        }

        operation.ReadAt = observation.At;
        if ((decides || operation.IsCheckedAlways) && operation.Check(machine, observation) is { } failure)
        {
            Fail(operation, failure);
        }
        else if (decides && MayBeAnotherHost(operation, observation))
        {
            operation.Phase = operation.Phase == UpdatePhase.Ready ? UpdatePhase.Unread : operation.Phase;
        }
        else if (shown == operation.Steps.Count)
        {
            Complete(operation);
        }
        else if (operation.Phase != UpdatePhase.Ready || shown > operation.Next)
        {
            bool isConfirmed = shown >= operation.Next + (operation.IsUnclear ? 1 : 0);
            bool isTagged = operation.Steps[shown] is { Property: null, Action: null };
            bool isReady = (isTagged || !machine.IsBusy) && !operation.IsWaiting(machine, now);
            if (isReady && (isConfirmed || now.Elapsed >= operation.SentAt + timing.SettleWindow))
            {
                (operation.Next, operation.IsUnclear, operation.Phase) = (shown, false, UpdatePhase.Ready);
            }
        }
    }

    /// <summary>Whether another machine with the name of the adopted host may still get its tags.</summary>
    private bool MayBeAnotherHost(UpdateOperation operation, Observation observation) =>
        !facts.TagsAreAtomic
        && ownership.MachineNames(operation.AdoptedHost!)
            .SelectMany(n => observation.Actual.UnownedByName[n])
            .Any(m => m.Id != operation.Id && observation.IsYounger(m, timing.SettleWindow));

    private static void Sent(UpdateOperation operation, string? message, EngineTime now)
    {
        (operation.IsSent, operation.SentAt, operation.Message) = (true, now.Elapsed, message);
        bool isNextAllowed = !operation.IsUnclear
            && operation.Next < operation.UnguardedSteps
            && operation.Steps[operation.Next - 1] is { Property: null, Action: null }
            && operation.Steps[operation.Next] is { Property: null, Action: null }; // Another run can have set it.
        operation.Phase = isNextAllowed ? UpdatePhase.Ready : UpdatePhase.Sent;
        operation.MustRead = !isNextAllowed;
    }

    private void Complete(UpdateOperation operation)
    {
        if (operation is ResizeOperation { Refusal: { } refusal })
        {
            Refuse(operation, refusal);
            return;
        }

        operation.Phase = UpdatePhase.Completed;
        operation.Message = null;
        if (operation.IsPlanned && operation.IsSent)
        {
            events.Add(new HostUpdated(operation.Name, operation.MachineName, operation.Id));
        }
    }

    private void Fail(UpdateOperation operation, CloudFailure failure)
    {
        operation.Phase = UpdatePhase.Failed;
        operation.Failure = failure;
        if (operation.IsPlanned)
        {
            events.Add(new HostFailed(operation.Name, operation.MachineName, operation.Id, failure.Code, failure.Message));
        }
    }
}
