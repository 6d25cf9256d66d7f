namespace Stagecraft.Engine.Clouds;

/// <summary>What happened to an update of machines, or to a write of another resource.</summary>
public abstract record UpdateOutcome
{
    private UpdateOutcome()
    {
    }

    /// <summary>Whether an earlier request of the same update may have changed the account, for example created a tag. Default:
    /// false.</summary>
    public bool HasPartialEffect { get; init; }

    /// <summary>The cloud accepted it. Whether the machines show it is read separately.</summary>
    public sealed record Accepted : UpdateOutcome
    {
        /// <summary>The new resource of a create, if the response shows it. Default: null.</summary>
        public Resource? Resource { get; init; }

        /// <summary>Whether the resource needs more requests before later resources and hosts can rely on it, for example for its rules.
        /// Default: false.</summary>
        public bool HasMore { get; init; }
    }

    /// <summary>A machine, tag or resource does not exist: nothing was changed, or only some machines were.</summary>
    /// <param name="Failure">The cloud's response.</param>
    public sealed record NotFound(CloudFailure Failure) : UpdateOutcome;

    /// <summary>The cloud refused it: nothing was changed.</summary>
    /// <param name="Failure">The cloud's response.</param>
    public sealed record Refused(CloudFailure Failure) : UpdateOutcome;

    /// <summary>It was not sent, or a rate limit turned it away: nothing was changed.</summary>
    /// <param name="Failure">Why.</param>
    public sealed record NotSent(CloudFailure Failure) : UpdateOutcome;

    /// <summary>It may have taken effect.</summary>
    /// <param name="Failure">Why that is unknown.</param>
    public sealed record Unclear(CloudFailure Failure) : UpdateOutcome;

    /// <summary>Nothing was sent that may have taken effect: the precondition was false, or the wait was canceled.</summary>
    public sealed record Stale : UpdateOutcome;

    /// <summary>The outcome that a failure means by its <see cref="CloudException.Kind"/>.</summary>
    /// <param name="failure">The failure of the request.</param>
    public static UpdateOutcome Of(CloudException failure)
    {
        ArgumentNullException.ThrowIfNull(failure);
        return failure.Kind switch
        {
            FailureKind.Refused => new Refused(failure.Failure),
            FailureKind.Withdrawn => new Stale(),
            FailureKind.Unclear => new Unclear(failure.Failure),
            _ => new NotSent(failure.Failure),
        };
    }
}
