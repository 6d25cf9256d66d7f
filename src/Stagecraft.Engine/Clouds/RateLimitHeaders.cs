
namespace Stagecraft.Engine.Clouds;

/// <summary>What an answer says about the rate limits; null for what it does not say.</summary>
/// <param name="Limit">Requests an hour.</param>
/// <param name="Remaining">Of this hour's. A refusal of the minute's limit says 0 here although the hour is not used up.</param>
/// <param name="UntilReset">From the answer's own date until the oldest request of the hour expires.</param>
/// <param name="RetryAfter">How long to keep away; documented for refusals of the minute's limit only.</param>
internal sealed record RateLimitHeaders(int? Limit, int? Remaining, TimeSpan? UntilReset, TimeSpan? RetryAfter)
{
    public static RateLimitHeaders None { get; } = new(null, null, null, null);
}
