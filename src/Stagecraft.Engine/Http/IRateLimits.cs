using Stagecraft.Engine.Clouds;

namespace Stagecraft.Engine.Http;

/// <summary>The rate limits of an API, without a clock and without waiting. Times are measured by a monotonic clock from some start, and
/// never decrease. The governor calls one method at a time.</summary>
internal interface IRateLimits
{
    /// <summary>Whether a request may be sent now.</summary>
    /// <param name="now">The time.</param>
    /// <param name="request">The request.</param>
    /// <param name="othersQueue">Whether working requests wait: polling then has a tenth of the limits.</param>
    ThrottleDecision Check(TimeSpan now, RequestKind request, bool othersQueue);

    /// <summary>How many more requests the limits permit, as far as they are known.</summary>
    int Left(TimeSpan now);

    /// <summary>Whether most of the limits is free.</summary>
    bool HasSpare(TimeSpan now);

    /// <summary>A request is sent, immediately after <see cref="Check"/> permitted it.</summary>
    void Start(RequestKind request);

    /// <summary>A request ended. The server counted no request if none was sent, several if the HTTP stack repeated it.</summary>
    void End(TimeSpan now, RequestKind request, int requests);

    /// <summary>Uses the headers of a response that was not a refusal. Called after <see cref="End"/>.</summary>
    void Learn(TimeSpan now, RateLimitHeaders headers);

    /// <summary>The API refused a request: requests of its kind are delayed.</summary>
    /// <param name="now">The time.</param>
    /// <param name="request">The request.</param>
    /// <param name="isBurst">Whether the response stated when to retry.</param>
    /// <param name="wait">The delay before it is retried.</param>
    void Refused(TimeSpan now, RequestKind request, bool isBurst, TimeSpan wait);
}
