namespace Stagecraft.Errors;

/// <summary>A problem: what is wrong, where, and what to do.</summary>
/// <param name="Code">One of <see cref="ErrorCodes"/>.</param>
/// <param name="Message">What is wrong, in one sentence, with no secret in it and without the provider's prefix.</param>
/// <param name="Hint">What to do about it, or null.</param>
/// <param name="Location">The place in the config, or null.</param>
/// <param name="Path">The config's path, for example <c>cloud.providers.digitalocean.hosts.prod.app-1.size</c>, or null.</param>
/// <param name="RequestId">The API's id of the failed request, or null.</param>
public sealed record Problem(
    string Code, string Message, string? Hint = null, SourceLocation? Location = null, string? Path = null, string? RequestId = null)
{
    /// <summary>The line of <see cref="Location"/>, as far as it may be shown: a config may contain secrets.</summary>
    public string? SourceLine { get; init; }
}
