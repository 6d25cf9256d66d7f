namespace Stagecraft.DigitalOcean.Sandbox;

/// <summary>A text that should tell conditions does not.</summary>
/// <param name="path">Which member of it is wrong, such as <c>faults[1].chance</c>; empty for the whole.</param>
/// <param name="message">What is wrong, as an end of a sentence that begins with the path.</param>
public sealed class SandboxConditionsException(string path, string message)
    : FormatException($"{(path.Length == 0 ? "the conditions" : path)} {message}")
{
    /// <summary>Which member is wrong, such as <c>faults[1].chance</c>; empty for the whole.</summary>
    public string Path { get; } = path;
}
