namespace Stagecraft.DigitalOcean.Http;

/// <summary>A read that failed. Writes tell their failures as outcomes.</summary>
internal sealed class ApiException(ApiFailure failure, FailureKind kind, ApiResponse? answer = null, Exception? inner = null)
    : Exception(failure.Message, inner)
{
    public ApiFailure Failure { get; } = failure;

    /// <summary>The answer's <c>Date</c>, or null where no answer came.</summary>
    public DateTimeOffset? ServerTime { get; } = answer?.ServerTime;

    /// <summary>What the failure says about the request's effect.</summary>
    internal FailureKind Kind { get; } = kind;

    /// <summary>What the answer said about the rate limits.</summary>
    internal RateLimitHeaders Limits { get; } = answer?.Limits ?? RateLimitHeaders.None;
}
