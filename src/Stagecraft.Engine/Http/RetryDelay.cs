using Stagecraft.Engine.Clouds;

namespace Stagecraft.Engine.Http;

/// <summary>The delay before the next attempt.</summary>
internal static class RetryDelay
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <summary>After a failure: 0.5 s, 1 s, 2 s, 4 s, then 8 s, each ±25 %.</summary>
    /// <param name="failures">How many attempts failed, from 1.</param>
    /// <param name="jitter">From 0 to 1.</param>
    public static TimeSpan AfterFailure(int failures, double jitter) =>
        TimeSpan.FromSeconds(Math.Min(8, Math.Pow(2, failures - 2)) * (0.75 + (jitter / 2)));

    /// <summary>After a refusal by the rate limit: <c>retry-after</c>, or the time until the reset of the limit, but at most 2 s, 4 s, 8 s
    /// and so on up to 60 s. At least one second, at most one hour.</summary>
    /// <param name="refusals">How many attempts were refused, from 1.</param>
    /// <param name="limits">The headers of the refusal.</param>
    public static TimeSpan AfterRefusal(int refusals, RateLimitHeaders limits)
    {
        TimeSpan backoff = TimeSpan.FromSeconds(Math.Min(60, Math.Pow(2, refusals)));
        TimeSpan wait = limits.RetryAfter ?? (limits.UntilReset < backoff ? limits.UntilReset.Value : backoff);
        return wait < Shortest ? Shortest : wait > Longest ? Longest : wait;
    }
}
