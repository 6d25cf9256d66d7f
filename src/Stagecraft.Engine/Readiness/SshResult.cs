namespace Stagecraft.Engine.Readiness;

/// <summary>The result of a remote command.</summary>
/// <param name="ExitCode">The exit code of the command; 255 if <c>ssh</c> failed.</param>
/// <param name="Output">The beginning of its output.</param>
/// <param name="Error">The beginning of its error output, and that of <c>ssh</c>.</param>
/// <param name="Problem">A reason on this machine why another attempt fails too, for example without <c>ssh</c>; otherwise null.</param>
internal sealed record SshResult(int ExitCode, string Output, string Error, string? Problem = null)
{
    /// <summary>Why <c>ssh</c> or the remote command failed.</summary>
    public string Reason => Problem ?? LastLine(Error);

    /// <summary>The beginning of a line that a host determines.</summary>
    public static string Limited(string line) => line.Length <= 200 ? line : line[..200];

    private static string LastLine(string text)
    {
        // Most messages of ssh begin with its name.
        string line = text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).LastOrDefault()
            ?? "no response";
        return Limited(line.StartsWith("ssh: ", StringComparison.Ordinal) ? line : $"ssh: {line}");
    }
}
