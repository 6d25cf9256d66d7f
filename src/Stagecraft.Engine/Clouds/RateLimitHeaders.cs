
namespace Stagecraft.Engine.Clouds;

/// <summary>The rate limits in the headers of a response; null for a header that is absent.</summary>
/// <param name="Limit">Requests an hour.</param>
/// <param name="Remaining">The requests left in this hour; 0 also in a refusal by the limit of the minute.</param>
/// <param name="UntilReset">From the date of the response until the oldest request of the hour expires.</param>
/// <param name="RetryAfter">How long to keep away; documented for refusals of the minute's limit only.</param>
internal sealed record RateLimitHeaders(int? Limit, int? Remaining, TimeSpan? UntilReset, TimeSpan? RetryAfter)
{
    public static RateLimitHeaders None { get; } = new(null, null, null, null);
}
