using Stagecraft.Engine.Clouds;

namespace Stagecraft.Engine.Http;

/// <summary>What one request has been through, and whether it may try again.</summary>
internal sealed class RetryPlan(ApiRequest request, Func<double> jitter)
{
    private const int MaxFailures = 6;

    // The rate limit says when to come again, so refusals are no failures and have a patience of their own.
    private static readonly TimeSpan PatienceWithRefusals = TimeSpan.FromHours(1);

    private int _failures;
    private int _refusals;
    private TimeSpan _refused;

    /// <summary>How long to wait before the next attempt; null if there must be none. Call it once a failure.</summary>
    public TimeSpan? WaitAfter(CloudException failure) => failure.Kind switch
    {
        FailureKind.RateLimited => AfterRefusal(failure.Limits),
        FailureKind.NotSent => AfterFailure(),
        FailureKind.Unclear when failure.Failure.IsTransient && request.IsRepeatable => AfterFailure(),
        _ => null,
    };

    private TimeSpan? AfterRefusal(RateLimitHeaders limits)
    {
        TimeSpan wait = RetryDelay.AfterRefusal(++_refusals, limits);
        _refused += wait;
        return _refused <= PatienceWithRefusals ? wait : null;
    }

    private TimeSpan? AfterFailure() => ++_failures < MaxFailures ? RetryDelay.AfterFailure(_failures, jitter()) : null;
}
