namespace Stagecraft.Engine.Clouds;

/// <summary>A read that failed. Writes report failures as outcomes.</summary>
/// <param name="failure">Why.</param>
/// <param name="kind">What is known about the effect of the request.</param>
/// <param name="serverTime">The cloud's clock in the response, or null.</param>
/// <param name="inner">The cause, or null.</param>
public sealed class CloudException(CloudFailure failure, FailureKind kind, DateTimeOffset? serverTime = null, Exception? inner = null)
    : Exception(failure?.Message, inner)
{
    /// <summary>Why the request failed.</summary>
    public CloudFailure Failure { get; } = failure ?? throw new ArgumentNullException(nameof(failure));

    /// <summary>What is known about the effect of the request.</summary>
    public FailureKind Kind { get; } = kind;

    /// <summary>The cloud's clock in the response, or null.</summary>
    public DateTimeOffset? ServerTime { get; } = serverTime;

    /// <summary>What the response stated about rate limits.</summary>
    internal RateLimitHeaders Limits { get; init; } = RateLimitHeaders.None;
}
