namespace Stagecraft.Aws.Api;

/// <summary>What happened to a write.</summary>
/// <param name="Value">The content of the response; set if the write was accepted.</param>
/// <param name="Failure">Why it was not accepted; null if it was.</param>
/// <param name="Kind">What the failure states about the effect of the write.</param>
/// <param name="MayHaveTakenEffect">Whether an attempt before the last one may have taken effect.</param>
internal sealed record WriteResult<T>(T? Value, CloudFailure? Failure, FailureKind Kind, bool MayHaveTakenEffect)
    where T : class
{
    public bool IsAccepted => Failure is null;

    /// <summary>The error code of AWS, for example <c>IdempotentParameterMismatch</c>; null without one.</summary>
    public string? ErrorId => Failure?.ErrorId;

    /// <summary>Whether nothing was sent that may have taken effect, because the precondition was false or the wait was canceled.</summary>
    public bool IsStale => Kind == FailureKind.Withdrawn && !MayHaveTakenEffect && !IsAccepted;

    /// <summary>Whether AWS states that a resource of the request does not exist.</summary>
    public bool IsNotFound => Kind == FailureKind.Refused && ErrorId is { } id && id.EndsWith("NotFound", StringComparison.Ordinal);

    /// <summary>The outcome of a create.</summary>
    /// <param name="machines">The machines in the response.</param>
    public CreateOutcome ToCreate(Func<T, IReadOnlyList<Machine>> machines) =>
        Failure is null ? new CreateOutcome.Accepted(machines(Value!))
        : IsStale ? new CreateOutcome.Stale()
        : MayHaveTakenEffect || Kind == FailureKind.Unclear ? new CreateOutcome.Unclear(Failure)
        : CreateOutcome.Of(AsException(Failure));

    /// <summary>The outcome of a delete.</summary>
    public DeleteOutcome ToDelete() =>
        Failure is null ? new DeleteOutcome.Accepted()
        : IsStale ? new DeleteOutcome.Stale()
        : IsNotFound ? new DeleteOutcome.NotFound()
        : MayHaveTakenEffect ? new DeleteOutcome.Failed(Failure)
        : ErrorId is "IncorrectInstanceState" or "IncorrectState" ? new DeleteOutcome.Pending(Failure)
        : DeleteOutcome.Of(AsException(Failure));

    /// <summary>The outcome of an update.</summary>
    /// <param name="resource">The new resource in the response; null if the response is not used. Default: null.</param>
    public UpdateOutcome ToUpdate(Func<T, Resource?>? resource = null) =>
        Failure is null ? new UpdateOutcome.Accepted { Resource = resource?.Invoke(Value!) }
        : IsStale ? new UpdateOutcome.Stale()
        : IsNotFound ? new UpdateOutcome.NotFound(Failure)
        : MayHaveTakenEffect ? new UpdateOutcome.Unclear(Failure)
        : UpdateOutcome.Of(AsException(Failure));

    private CloudException AsException(CloudFailure failure) => new(failure, Kind);
}
