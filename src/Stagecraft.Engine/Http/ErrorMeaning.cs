using Stagecraft.Engine.Clouds;

namespace Stagecraft.Engine.Http;

/// <summary>The meaning of an error response.</summary>
/// <param name="Code">One of <see cref="ErrorCodes"/>.</param>
/// <param name="Kind">What is known about the effect of the request.</param>
/// <param name="Hint">What to do about it, or null.</param>
/// <param name="IsTransient">Whether the same request may succeed later.</param>
internal readonly record struct ErrorMeaning(string Code, FailureKind Kind, string? Hint = null, bool IsTransient = false)
{
    /// <summary>The meaning of a status that states all that is known: of a response that is not from the API, or of an error with an
    /// unknown id.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="isFromApi">Whether the response is an error of the API. A page of a gateway is not, and is no refusal.</param>
    public static ErrorMeaning OfStatus(int status, bool isFromApi)
    {
        return status switch
        {
            429 => new(
                ErrorCodes.RateLimited,
                FailureKind.RateLimited,
                "other users of these credentials share their limits; try again later",
                IsTransient: true),
            408 or 499 => new(ErrorCodes.ApiError, FailureKind.Unclear, IsTransient: true),
            >= 400 and < 500 when isFromApi => new(ErrorCodes.ApiError, FailureKind.Refused),
            >= 500 => new(ErrorCodes.ApiError, FailureKind.Unclear, "the API may be unavailable; try again later", IsTransient: true),
            _ => new(ErrorCodes.ApiError, FailureKind.Unclear),
        };
    }
}
