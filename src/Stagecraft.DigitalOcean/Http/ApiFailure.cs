using Stagecraft.Errors;

namespace Stagecraft.DigitalOcean.Http;

/// <summary>Why a request failed. No member holds the token or a request's body.</summary>
/// <param name="Code">One of <see cref="ErrorCodes"/>.</param>
/// <param name="Message">One sentence, without the provider's prefix.</param>
/// <param name="Hint">What to do about it, or null.</param>
/// <param name="Status">The HTTP status, or null where no answer came.</param>
/// <param name="ErrorId">The API's own error id, in lower case, or null.</param>
/// <param name="RequestId">The API's id of the request, or null.</param>
/// <param name="IsTransient">Whether the same request may succeed later.</param>
internal sealed record ApiFailure(
    string Code,
    string Message,
    string? Hint,
    int? Status,
    string? ErrorId,
    string? RequestId,
    bool IsTransient)
{
    /// <summary>The message, and what to do about it where that is known.</summary>
    public string Advice => Hint is null ? Message : $"{Message}; {Hint}";
}
