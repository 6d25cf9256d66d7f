namespace Stagecraft.Engine.Clouds;

/// <summary>What happened to a create. A value, because the engine must handle each case.</summary>
public abstract record CreateOutcome
{
    private CreateOutcome()
    {
    }

    /// <summary>The cloud accepted it.</summary>
    /// <param name="Machines">The machines that the response names, in any order; fewer than requested are allowed.</param>
    public sealed record Accepted(IReadOnlyList<Machine> Machines) : CreateOutcome;

    /// <summary>The cloud refused it: nothing was created.</summary>
    /// <param name="Failure">The cloud's response.</param>
    public sealed record Refused(CloudFailure Failure) : CreateOutcome;

    /// <summary>It had no effect and was not evaluated: there was no connection, or a rate limit turned it away.</summary>
    /// <param name="Failure">Why.</param>
    public sealed record NotSent(CloudFailure Failure) : CreateOutcome;

    /// <summary>It may have taken effect, or may still.</summary>
    /// <param name="Failure">Why that is unknown.</param>
    public sealed record Unclear(CloudFailure Failure) : CreateOutcome;

    /// <summary>Nothing was created, and the create may be sent again: the precondition was false, the wait was canceled, or the cloud has
    /// used up the idempotency token.</summary>
    public sealed record Stale : CreateOutcome;

    /// <summary>The outcome that a failure means by its <see cref="CloudException.Kind"/>.</summary>
    /// <param name="failure">The failure of the request.</param>
    public static CreateOutcome Of(CloudException failure)
    {
        ArgumentNullException.ThrowIfNull(failure);
        return failure.Kind switch
        {
            FailureKind.Refused => new Refused(failure.Failure),
            FailureKind.Unclear => new Unclear(failure.Failure),
            FailureKind.Withdrawn => new Stale(),
            _ => new NotSent(failure.Failure),
        };
    }
}
