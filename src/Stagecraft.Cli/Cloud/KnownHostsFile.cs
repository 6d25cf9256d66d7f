using Stagecraft.Cli.Errors;

namespace Stagecraft.Cli.Cloud;

/// <summary>The file with the keys of hosts, separate from that of the user. spec/cli/infra.md, 14.3.</summary>
internal static class KnownHostsFile
{
    private const UnixFileMode UserOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>The path of the file, whose directory is created; <c>ssh</c> creates the file.</summary>
    /// <param name="variable">Reads an environment variable.</param>
    /// <exception cref="UsageException">The directory cannot be determined or created.</exception>
    internal static string Prepare(Func<string, string?> variable)
    {
        string path = PathOf(variable, OperatingSystem.IsWindows(), OperatingSystem.IsMacOS())
            ?? throw new UsageException("no directory for the keys of hosts: no home directory is set", "set HOME (Windows: LOCALAPPDATA)");
        string folder = Path.GetDirectoryName(path)!;
        try
        {
            _ = OperatingSystem.IsWindows() ? Directory.CreateDirectory(folder) : Directory.CreateDirectory(folder, UserOnly);
            return path;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException(
                $"cannot create the directory {folder} for the keys of hosts: {exception.Message}",
                "make its parent directory writable, or set XDG_STATE_HOME to another directory");
        }
    }

    /// <summary>The path of the file; null if the environment has no directory for it.</summary>
    internal static string? PathOf(Func<string, string?> variable, bool isWindows, bool isMacOS)
    {
        string? Absolute(string name, params string[] below) =>
            variable(name) is { } folder && Path.IsPathRooted(folder)
                ? Path.Combine([folder, .. below, "stagecraft", "known_hosts"])
                : null;
        return isWindows ? Absolute("LOCALAPPDATA")
            : isMacOS ? Absolute("HOME", "Library", "Application Support")
            : Absolute("XDG_STATE_HOME") ?? Absolute("HOME", ".local", "state");
    }

    /// <summary>The path as the value of an option of <c>ssh</c>, which splits it at whitespace and expands percent signs.</summary>
    internal static string AsOptionValue(string path)
    {
        string expanded = path.Replace("%", "%%", StringComparison.Ordinal);
        return expanded.Any(c => char.IsWhiteSpace(c) || c is '"' or '\'' or '\\')
            ? $"\"{expanded.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\""
            : expanded;
    }
}
