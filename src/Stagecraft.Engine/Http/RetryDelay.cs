using Stagecraft.Engine.Clouds;


namespace Stagecraft.Engine.Http;

/// <summary>How long to wait before the next attempt.</summary>
internal static class RetryDelay
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <summary>After a failure: 0.5 s, 1 s, 2 s, 4 s, then 8 s, each a quarter more or less.</summary>
    /// <param name="failures">How many attempts failed, from 1.</param>
    /// <param name="jitter">From 0 to 1.</param>
    public static TimeSpan AfterFailure(int failures, double jitter) =>
        TimeSpan.FromSeconds(Math.Min(8, Math.Pow(2, failures - 2)) * (0.75 + (jitter / 2)));

    /// <summary>After a refusal by the rate limit: what <c>retry-after</c> says. Without it the time until the limit's reset, but no longer
    /// than 2 s, 4 s, 8 s and so on up to 60 s. Never less than a second, never more than an hour.</summary>
    /// <param name="refusals">How many attempts were refused, from 1.</param>
    /// <param name="limits">What the refusal said.</param>
    public static TimeSpan AfterRefusal(int refusals, RateLimitHeaders limits)
    {
        TimeSpan patience = TimeSpan.FromSeconds(Math.Min(60, Math.Pow(2, refusals)));
        TimeSpan wait = limits.RetryAfter ?? (limits.UntilReset < patience ? limits.UntilReset.Value : patience);
        return wait < Shortest ? Shortest : wait > Longest ? Longest : wait;
    }
}
