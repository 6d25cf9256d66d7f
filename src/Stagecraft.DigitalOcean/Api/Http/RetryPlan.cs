namespace Stagecraft.DigitalOcean.Api.Http;

/// <summary>What one request has been through, and whether it may try again.</summary>
internal sealed class RetryPlan(ApiRequest request, Func<double> jitter)
{
    private const int MostFailures = 6;

    // The rate limit says when to come again, so refusals are no failures and have a patience of their own.
    private static readonly TimeSpan PatienceWithRefusals = TimeSpan.FromHours(1);

    private int _failures;
    private int _refusals;
    private TimeSpan _refused;

    public ApiRequest Request => request;

    /// <summary>How long to wait, after <see cref="MayRetry"/> said yes.</summary>
    public TimeSpan Wait { get; private set; }

    /// <summary>How many attempts there were.</summary>
    public int Attempts { get; set; }

    public bool MayRetry(ApiException failure) => failure.Kind switch
    {
        FailureKind.RateLimited => MayWait(RetryDelay.AfterRefusal(++_refusals, failure.Limits)),
        FailureKind.NotSent => MayFailAgain(),
        FailureKind.Unclear => failure.Failure.IsTransient && request.IsRepeatable && MayFailAgain(),
        _ => false,
    };

    private bool MayWait(TimeSpan wait)
    {
        Wait = wait;
        _refused += wait;
        return _refused <= PatienceWithRefusals;
    }

    private bool MayFailAgain()
    {
        if (++_failures >= MostFailures)
            return false;
        Wait = RetryDelay.AfterFailure(_failures, jitter());
        return true;
    }
}
