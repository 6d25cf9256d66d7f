namespace Stagecraft.Engine.Clouds;

/// <summary>What is known about the effect of a request that failed.</summary>
public enum FailureKind
{
    /// <summary>No effect: the request did not reach the cloud.</summary>
    NotSent,

    /// <summary>No effect: the precondition was false.</summary>
    Withdrawn,

    /// <summary>No effect: a rate limit turned it away.</summary>
    RateLimited,

    /// <summary>No effect: the cloud evaluated and refused it.</summary>
    Refused,

    /// <summary>Unknown.</summary>
    Unclear,
}
