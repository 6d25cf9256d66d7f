namespace Stagecraft.Cli.Errors;

/// <summary>The command line, or a variable that stands in for a part of it, cannot be used.</summary>
/// <param name="message">What is wrong, in one line.</param>
/// <param name="hint">What to do instead; null points at the help.</param>
internal sealed class UsageException(string message, string? hint = null) : Exception(message)
{
    internal string? Hint { get; } = hint;
}
