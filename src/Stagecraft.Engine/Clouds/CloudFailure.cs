namespace Stagecraft.Engine.Clouds;

/// <summary>Why a request failed. No member holds a credential or the body of a request.</summary>
/// <param name="Code">One of <see cref="ErrorCodes"/>.</param>
/// <param name="Message">One sentence, without the provider's prefix.</param>
/// <param name="Hint">What to do about it, or null.</param>
/// <param name="RequestId">The cloud's id of the request, or null.</param>
/// <param name="IsTransient">Whether the same request may succeed later.</param>
public sealed record CloudFailure(string Code, string Message, string? Hint = null, string? RequestId = null, bool IsTransient = false)
{
    /// <summary>The message, followed by the hint if there is one.</summary>
    public string Advice => Hint is null ? Message : $"{Message}; {Hint}";

    /// <summary>The HTTP status, or null without a response.</summary>
    internal int? Status { get; init; }

    /// <summary>The id of the error in the response, or null without one.</summary>
    internal string? ErrorId { get; init; }

    internal Problem ToProblem() => new(Code, Message, Hint, RequestId: RequestId);
}
