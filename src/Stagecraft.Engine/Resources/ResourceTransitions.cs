using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Planning;
using Stagecraft.Engine.Timing;

namespace Stagecraft.Engine.Resources;

/// <summary>The effect of reads and outcomes on the changes of resources other than machines (spec interface.md 9.8, 9.9). No
/// effects.</summary>
internal sealed class ResourceTransitions(
    CloudTerms terms,
    EngineTimeouts timing,
    IReadOnlySet<ResourceId> deletedMachines,
    IReadOnlyList<ResourceOperation> operations,
    ResourceEnds ends,
    List<InfraEvent> events)
{
    private const int MaxRefusals = 3;

    /// <summary>Begins a stage: open operations get a new deadline, so that the time of hosts does not count.</summary>
    public void Begin(ResourceStage stage, bool maySkipDeletes, EngineTime now)
    {
        foreach (ResourceOperation operation in operations.Where(o => !o.IsSettled && o.IsIn(stage)))
        {
            // A machine that was not deleted keeps its firewall.
            if (maySkipDeletes
                && operation.Change is { Deletes: true, Reason: DeleteReason.Undeclared } or { Deletes: true, Kind: ResourceKind.Firewall })
            {
                ends.Skip(operation);
            }

            operation.Deadline = now.Worked + (operation.Change.Deletes ? timing.DeleteTimeout : timing.CreateTimeout);
        }
    }

    /// <summary>The next operation to send; null if there is none, or a kind has to be read first.</summary>
    public ResourceOperation? Next(ResourceStage stage, EngineTime now)
    {
        ResourceOperation? next =
            operations.FirstOrDefault(o => o.Phase == ResourcePhase.Ready && IsFresh(o, now) && IsTurn(o, stage));
        if (next is null)
        {
            return null;
        }

        next.Phase = ResourcePhase.Sending;
        next.SentFields = next.Fields;
        if (!next.IsReported)
        {
            next.IsReported = true;
            events.Add(new ResourceStarted(next.Change.Kind, next.Change.Name, next.Change.CloudName, next.Change.Id, next.Action));
        }

        return next;
    }

    /// <summary>Whether the operations that come before this one are settled or accepted: those of kinds with a lower rank, and before a
    /// delete everything else.</summary>
    public bool IsTurn(ResourceOperation operation, ResourceStage stage) =>
        operation.IsIn(stage) && operations.All(o =>
            o.IsPassed
            || !o.IsIn(stage)
            || (o.Change.Deletes ? !operation.Change.Deletes || o.Rank >= operation.Rank
                : !operation.Change.Deletes && o.Rank >= operation.Rank));

    public static bool IsFresh(ResourceOperation operation, EngineTime now) =>
        operation.ReadAt is { } read && now.Since(read) < EngineTimeouts.ReadsStayFresh;

    public void Completed(ResourceOperation operation, UpdateOutcome outcome, EngineTime now)
    {
        operation.SentAt = now;
        (operation.IsAccepted, operation.HasMore) = (false, false);
        operation.Phase = ResourcePhase.Unread;
        operation.ReadAt = null;
        switch (outcome)
        {
            case UpdateOutcome.Accepted accepted:
                (operation.IsSent, operation.IsAccepted, operation.Refusals) = (true, true, 0);
                operation.HasMore = accepted.HasMore;
                operation.MayExist |= operation.Actual is null;
                operation.Actual ??= accepted.Resource;
                operation.Phase = ResourcePhase.Waiting;
                break;
            case UpdateOutcome.Unclear unclear:
                (operation.IsSent, operation.Message) = (true, unclear.Failure.Message);
                operation.MayExist |= operation.Actual is null;
                break;
            case UpdateOutcome.NotFound when operation.Change.Deletes:
                operation.Phase = ResourcePhase.Waiting;
                break;
            case UpdateOutcome.NotFound missing:
                Refuse(operation, missing.Failure);
                break;
            case UpdateOutcome.Refused refused:
                Refuse(operation, refused.Failure);
                break;
            case UpdateOutcome.NotSent { Failure: { Code: ErrorCodes.RateLimited } failure }:
                ends.Fail(operation, failure.Code, failure.Advice);
                break;
            case UpdateOutcome.NotSent failed:
                operation.Message = failed.Failure.Message;
                break;
        }
    }

    /// <summary>A read of the kind. It counts only if it began after the last request ended.</summary>
    public void Observe(
        ResourceOperation operation, KindState kind, ResourceState state, ResourceStage stage, EngineTime readAt, EngineTime now)
    {
        if (operation.IsSettled || !operation.IsIn(stage) || readAt.Elapsed < operation.SentAt?.Elapsed)
        {
            return;
        }

        if (operation.Phase == ResourcePhase.Sending)
        {
            Withdraw(operation, kind);
            return;
        }

        if (operation.Change.Deletes)
        {
            ObserveDelete(operation, kind, state, readAt);
        }
        else
        {
            ObserveDeclared(operation, kind, state.Context, operation.StageAt(stage), readAt);
        }

        ends.Expire(operation, now);
    }

    /// <summary>Withdraws a request that was not sent yet, if a newer read shows another state than the one that it requires.</summary>
    private static void Withdraw(ResourceOperation operation, KindState kind)
    {
        Resource? actual = operation.Change.Deletes
            ? kind.List.Resources.FirstOrDefault(r => r.Id == operation.Change.Id)
            : kind.Owned.GetValueOrDefault(operation.Change.Name!);
        if (actual?.Id != operation.Actual?.Id || !(actual?.Attached ?? []).SequenceEqual(operation.Actual?.Attached ?? []))
        {
            operation.ReadAt = null;
        }
    }

    private void ObserveDelete(ResourceOperation operation, KindState kind, ResourceState state, EngineTime readAt)
    {
        Resource? resource = kind.List.Resources.FirstOrDefault(r => r.Id == operation.Change.Id);
        bool isUnchanged = resource is not null && operation.Actual?.Attached.SequenceEqual(resource.Attached) == true;
        operation.Actual = resource;
        if (resource is null)
        {
            ends.Complete(operation);
        }
        else if (!kind.Owned.Any(o => o.Key == operation.Change.Name && o.Value.Id == resource.Id)
            && !kind.Duplicates.Any(d => d.Name == operation.Change.Name && d.Resource.Id == resource.Id))
        {
            ends.Fail(
                operation, ErrorCodes.PlanStale, $"{operation.Subject} was not deleted: the last read did not show it with its marks");
        }
        else if (operation.Change.Reason == DeleteReason.Duplicate && kind.Owned.Any(o => o.Value.Id == resource.Id))
        {
            ends.Fail(operation, ErrorCodes.PlanStale, $"{operation.Subject} was not deleted: the other one of this name no longer exists");
        }
        else if (state.ForeignMachineOf(resource) is { } machine && !deletedMachines.Contains(machine))
        {
            ends.Fail(operation, ErrorCodes.PlanStale, $"{operation.Subject} was not deleted: it is attached to {terms.Machine} {machine}");
        }
        else if (!operation.IsAccepted || !isUnchanged || IsSettledSince(operation, readAt))
        {
            (operation.Phase, operation.ReadAt) = (ResourcePhase.Ready, readAt);
        }
    }

    private void ObserveDeclared(
        ResourceOperation operation, KindState kind, ResourceContext context, ResourceStage stage, EngineTime readAt)
    {
        bool isSettled = IsSettledSince(operation, readAt);
        operation.IsOnlyUnready = false;
        if (!kind.Owned.TryGetValue(operation.Change.Name!, out Resource? actual))
        {
            ObserveMissing(operation, kind, readAt, isSettled);
            return;
        }

        operation.Actual = actual;
        IReadOnlyList<FieldDifference> differences =
            ResourceDifferences.Between(kind.Kind, operation.Declared!, actual, context, deletedMachines.Contains);
        string[] attachments = [.. operation.Declared!.Fields.Where(f => f.IsAttachment).Select(f => f.Name)];
        string[] updated = [.. differences.Where(f => f.IsUpdated).Select(f => f.Name)];
        FieldDifference? taken = differences.FirstOrDefault(f => attachments.Contains(f.Name) && !f.IsUpdated && operation.Sets(f.Name));
        if (taken is not null && stage >= ResourceStage.AfterHosts)
        {
            ends.Fail(operation, ErrorCodes.PlanStale, $"{operation.Subject} was not attached: it is attached to '{taken.Actual}'");
            return;
        }

        string[] due = [.. updated.Where(f => stage >= ResourceStage.AfterHosts || !attachments.Contains(f))];
        if (due.Any(attachments.Contains))
        {
            if (!context.Machines.ContainsKey(operation.Declared.Host!))
            {
                ends.Fail(
                    operation,
                    ErrorCodes.ResourceFailed,
                    $"{operation.Subject} was not attached: host '{operation.Declared.Host}' has no {terms.Machine}");
                return;
            }

            if (actual.Attached.Count > 0)
            {
                due = [.. due.Except(attachments)];
                operation.Message = $"it is still attached to {terms.Machine} {actual.Attached[0]}";
            }
        }

        if (due.Length == 0)
        {
            (operation.Phase, operation.IsOnlyUnready) = (ResourcePhase.Waiting, true);
            if (updated.Length == 0 && taken is null && actual.IsReady)
            {
                ends.Complete(operation);
            }
            else
            {
                ends.Report(operation, actual.IsReady ? operation.Message : actual.Status);
            }
        }
        else if (!operation.IsAccepted || operation.HasMore || isSettled || !due.SequenceEqual(operation.SentFields))
        {
            (operation.Fields, operation.Phase, operation.ReadAt) = (due, ResourcePhase.Ready, readAt);
        }
    }

    private void ObserveMissing(ResourceOperation operation, KindState kind, EngineTime readAt, bool isSettled)
    {
        if (operation.Change.Actions == ResourceActions.Update || kind.Kind.Ownership == ResourceOwnership.Declared)
        {
            ends.Fail(
                operation, ErrorCodes.PlanStale, $"{operation.Subject} was not updated: the last read did not show it with its marks");
        }
        else if (kind.WithNameOf(operation.Declared!) is { } foreign && (!operation.MayExist || isSettled))
        {
            ends.Fail(
                operation,
                ErrorCodes.NameTaken,
                $"{operation.Subject} was not created: {foreign.Id} has this name and does not belong to this environment");
        }
        else if (!operation.MayExist || isSettled || (kind.Kind.HasUniqueNames && !operation.IsAccepted))
        {
            (operation.Actual, operation.Phase, operation.ReadAt) = (null, ResourcePhase.Ready, readAt);
        }
    }

    private void Refuse(ResourceOperation operation, CloudFailure failure)
    {
        operation.Message = failure.Message;
        if (failure.IsTransient)
        {
            ends.Report(operation, failure.Message);
        }
        else if (failure.Code is ErrorCodes.Unauthorized or ErrorCodes.Forbidden || ++operation.Refusals >= MaxRefusals)
        {
            string code = failure.Code == ErrorCodes.ApiError ? ErrorCodes.ResourceFailed : failure.Code;
            ends.Fail(operation, code, $"{operation.Subject} was not {operation.Verb}: {failure.Advice}");
        }
    }

    /// <summary>Whether the read began after the settle window of the last request.</summary>
    private bool IsSettledSince(ResourceOperation operation, EngineTime readAt) =>
        operation.SentAt is not { } sent || readAt.Elapsed >= sent.Elapsed + timing.SettleWindow;
}
