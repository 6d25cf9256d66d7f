using Stagecraft.Engine.Clouds;

namespace Stagecraft.Engine.Http;

/// <summary>Counts the failures of one request and decides whether and when it is retried.</summary>
internal sealed class RetryPlan(ApiRequest request, Func<double> jitter)
{
    private const int MaxFailures = 6;

    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    // The rate limit states when to retry, so a refusal is not a failure and has a limit of its own.
    private static readonly TimeSpan MaxThrottled = TimeSpan.FromHours(1);

    private int _failures;
    private int _refusals;
    private TimeSpan _refused;

    /// <summary>The delay before the next attempt; null for no retry. Called once per failure.</summary>
    public TimeSpan? WaitAfter(CloudException failure) => failure.Kind switch
    {
        FailureKind.RateLimited => AfterRefusal(failure.Limits),
        FailureKind.NotSent when failure.Failure.IsTransient => AfterFailure(),
        FailureKind.Unclear when failure.Failure.IsTransient && request.IsRepeatable => AfterFailure(),
        _ => null,
    };

    /// <summary>The delay after a failure: 0.5 s, 1 s, 2 s, 4 s, then 8 s, each ±25 %. The jitter is from 0 to 1.</summary>
    public static TimeSpan AfterFailure(int failures, double jitter) =>
        TimeSpan.FromSeconds(Math.Min(8, Math.Pow(2, failures - 2)) * (0.75 + (jitter / 2)));

    /// <summary>The delay after a refusal by the rate limit: <c>retry-after</c>, or the time until the reset of the limit, but at most 2 s,
    /// 4 s, 8 s and so on up to 60 s. At least one second, at most one hour.</summary>
    public static TimeSpan AfterRefusal(int refusals, RateLimitHeaders limits)
    {
        TimeSpan backoff = TimeSpan.FromSeconds(Math.Min(60, Math.Pow(2, refusals)));
        TimeSpan wait = limits.RetryAfter ?? (limits.UntilReset < backoff ? limits.UntilReset.Value : backoff);
        return wait < Shortest ? Shortest : wait > Longest ? Longest : wait;
    }

    private TimeSpan? AfterRefusal(RateLimitHeaders limits)
    {
        TimeSpan wait = AfterRefusal(++_refusals, limits);
        _refused += wait;
        return _refused <= MaxThrottled ? wait : null;
    }

    private TimeSpan? AfterFailure() => ++_failures < MaxFailures ? AfterFailure(_failures, jitter()) : null;
}
