namespace Stagecraft.Cli.Errors;

/// <summary>The command line, or a variable that replaces a part of it, is invalid.</summary>
/// <param name="hint">The hint; null refers to the help.</param>
internal sealed class UsageException(string message, string? hint = null) : Exception(message)
{
    internal string? Hint { get; } = hint;
}
