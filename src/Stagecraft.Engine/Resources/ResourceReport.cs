namespace Stagecraft.Engine.Resources;

/// <summary>The outcomes of a run for resources other than machines.</summary>
internal static class ResourceReport
{
    private const string Stopped = "the run was stopped before anything was sent for it";

    /// <param name="operation">The operation at the end of the run.</param>
    /// <param name="failure">Why nothing was sent; null if the run was stopped.</param>
    public static ResourceOutcome Of(ResourceOperation operation, Problem? failure)
    {
        ResourceChange change = operation.Change;
        (OutcomeKind kind, string? code, string? message) = operation.Phase switch
        {
            ResourcePhase.Completed when !operation.IsSent => (OutcomeKind.Unchanged, null, null),
            ResourcePhase.Completed => (
                change.Deletes ? OutcomeKind.Deleted : change.Creates ? OutcomeKind.Created : OutcomeKind.Updated, null, null),
            ResourcePhase.Failed => (OutcomeKind.Failed, operation.Failure!.Code, operation.Failure.Message),
            ResourcePhase.Skipped => (OutcomeKind.Skipped, null, operation.Message),
            _ when operation.IsSent => (
                OutcomeKind.Unknown, null, (string?)"a request was sent; its effect was not confirmed before the run ended"),
            _ when failure is not null => (OutcomeKind.Failed, failure.Code, $"nothing was sent for it: {failure.Message}"),
            _ => (OutcomeKind.Skipped, null, Stopped),
        };
        return new(change.Kind, change.Name, change.CloudName, change.Id ?? operation.Actual?.Id, kind, code, message);
    }
}
