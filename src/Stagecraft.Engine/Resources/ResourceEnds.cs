using Stagecraft.Engine.Timing;

namespace Stagecraft.Engine.Resources;

/// <summary>Ends operations of resources other than machines, and reports their states. No effects.</summary>
internal sealed class ResourceEnds(IReadOnlyList<ResourceOperation> operations, List<InfraEvent> events)
{
    private const string CreateFailed = "another change of this run failed, so it was not deleted";

    /// <summary>Ends an operation that takes too long.</summary>
    public void Expire(ResourceOperation operation, EngineTime now)
    {
        if (!operation.IsSettled && operation.Phase != ResourcePhase.Sending && operation.Deadline is { } end && now.Worked >= end)
        {
            string reason = operation.Message is null ? "the API does not show the change" : operation.Message;
            Fail(operation, ErrorCodes.ResourceTimeout, $"{operation.Subject} operation timeout: {reason}");
        }
    }

    /// <summary>Skips the rest of an operation: a delete, because a change of the run failed, or for another reason.</summary>
    public void Skip(ResourceOperation operation, string reason = CreateFailed)
    {
        operation.Phase = ResourcePhase.Skipped;
        operation.Message = reason;
        events.Add(new ResourceSkipped(
            operation.Change.Kind, operation.Change.Name, operation.Change.CloudName, operation.Change.Id, reason));
    }

    public void Fail(ResourceOperation operation, string code, string message)
    {
        string sent = operation.IsSent ? "; a request was sent, but its effect is not confirmed" : "";
        operation.Phase = ResourcePhase.Failed;
        operation.Failure = new(code, message + sent);
        events.Add(new ResourceFailed(
            operation.Change.Kind, operation.Change.Name, operation.Change.CloudName, operation.Id, code, message + sent));
        if (!operation.Change.Deletes)
        {
            foreach (ResourceOperation delete in operations.Where(o => !o.IsSettled && !o.IsSent && o.Phase != ResourcePhase.Sending
                && o.Change is { Deletes: true, Reason: DeleteReason.Undeclared }))
            {
                Skip(delete);
            }
        }
    }

    public void Report(ResourceOperation operation, string? status)
    {
        if (status is not null && status != operation.StatusReported)
        {
            operation.StatusReported = status;
            events.Add(new ResourceWaiting(
                operation.Change.Kind, operation.Change.Name, operation.Change.CloudName, operation.Id, status));
        }
    }

    public void Complete(ResourceOperation operation)
    {
        operation.Phase = ResourcePhase.Completed;
        operation.Message = null;
        if (operation.IsSent)
        {
            events.Add(new ResourceCompleted(
                operation.Change.Kind, operation.Change.Name, operation.Change.CloudName, operation.Id, operation.Action));
        }
    }
}
