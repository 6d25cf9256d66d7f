namespace Stagecraft.Engine.Clouds;

/// <summary>What happened to a delete. A value, because the engine must handle each case.</summary>
public abstract record DeleteOutcome
{
    private DeleteOutcome()
    {
    }

    /// <summary>The cloud accepted it; the machine may stay visible for some time.</summary>
    public sealed record Accepted : DeleteOutcome;

    /// <summary>There is no machine with this id.</summary>
    public sealed record NotFound : DeleteOutcome;

    /// <summary>Another operation on the machine is in progress: the delete has to be sent again later.</summary>
    /// <param name="Failure">The cloud's response.</param>
    public sealed record Pending(CloudFailure Failure) : DeleteOutcome;

    /// <summary>The cloud refused it.</summary>
    /// <param name="Failure">The cloud's response.</param>
    public sealed record Refused(CloudFailure Failure) : DeleteOutcome;

    /// <summary>Every attempt failed, or the precondition became false after an attempt. Each attempt may have taken effect.</summary>
    /// <param name="Failure">The last failure.</param>
    public sealed record Failed(CloudFailure Failure) : DeleteOutcome;

    /// <summary>Nothing was sent that may have taken effect: the precondition was false, or the wait was canceled.</summary>
    public sealed record Stale : DeleteOutcome;

    /// <summary>The outcome that a failure means by its <see cref="CloudException.Kind"/>.</summary>
    /// <param name="failure">The failure of the request.</param>
    public static DeleteOutcome Of(CloudException failure)
    {
        ArgumentNullException.ThrowIfNull(failure);
        return failure.Kind switch
        {
            FailureKind.Refused => new Refused(failure.Failure),
            FailureKind.Withdrawn => new Stale(),
            _ => new Failed(failure.Failure),
        };
    }
}
