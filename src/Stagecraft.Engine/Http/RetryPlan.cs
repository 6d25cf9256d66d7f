using Stagecraft.Engine.Clouds;

namespace Stagecraft.Engine.Http;

/// <summary>Counts the failures of one request and decides whether it is retried.</summary>
internal sealed class RetryPlan(ApiRequest request, Func<double> jitter)
{
    private const int MaxFailures = 6;

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

    private TimeSpan? AfterRefusal(RateLimitHeaders limits)
    {
        TimeSpan wait = RetryDelay.AfterRefusal(++_refusals, limits);
        _refused += wait;
        return _refused <= MaxThrottled ? wait : null;
    }

    private TimeSpan? AfterFailure() => ++_failures < MaxFailures ? RetryDelay.AfterFailure(_failures, jitter()) : null;
}
