namespace Stagecraft.Sandbox;

/// <summary>The conditions cannot be read from JSON.</summary>
/// <param name="path">The invalid member, such as <c>faults[1].chance</c>; empty for the whole document.</param>
/// <param name="message">The problem, as the rest of a sentence that begins with the path.</param>
public sealed class SandboxConditionsException(string path, string message)
    : FormatException($"{(path.Length == 0 ? "the conditions" : path)} {message}")
{
    /// <summary>The invalid member, such as <c>faults[1].chance</c>; empty for the whole document.</summary>
    public string Path { get; } = path;
}
