using Stagecraft.DigitalOcean.Api.Http;

namespace Stagecraft.DigitalOcean.Api;

/// <summary>A read that failed. Writes tell their failures as outcomes.</summary>
internal sealed class ApiException(ApiFailure failure, FailureKind kind, RateLimitHeaders? limits = null, Exception? inner = null)
    : Exception(failure.Message, inner)
{
    public ApiFailure Failure { get; } = failure;

    /// <summary>What the failure says about the request's effect.</summary>
    internal FailureKind Kind { get; } = kind;

    /// <summary>What a refusal by the rate limit said about when to come again.</summary>
    internal RateLimitHeaders? Limits { get; } = limits;
}
