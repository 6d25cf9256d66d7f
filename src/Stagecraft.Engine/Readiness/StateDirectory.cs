namespace Stagecraft.Engine.Readiness;

/// <summary>The directory in which Stagecraft stores the SSH keys of hosts.</summary>
public static class StateDirectory
{
    private const string Name = "stagecraft";

    /// <summary>The directory of this machine's user: <c>$XDG_STATE_HOME/stagecraft</c> or <c>~/.local/state/stagecraft</c>, on macOS
    /// <c>~/Library/Application Support/stagecraft</c>, on Windows <c>%LOCALAPPDATA%\stagecraft</c>. Nothing is created.</summary>
    /// <param name="variable">Reads an environment variable; null if it is not set.</param>
    /// <returns>The path; null if the variables do not state the home directory.</returns>
    public static string? Of(Func<string, string?> variable) => Of(
        variable,
        OperatingSystem.IsWindows() ? PlatformID.Win32NT : OperatingSystem.IsMacOS() ? PlatformID.MacOSX : PlatformID.Unix);

    internal static string? Of(Func<string, string?> variable, PlatformID system)
    {
        ArgumentNullException.ThrowIfNull(variable);
        string? home = system == PlatformID.Win32NT ? Absolute(variable("LOCALAPPDATA")) : Absolute(variable("HOME"));
        string? state = system == PlatformID.Unix ? Absolute(variable("XDG_STATE_HOME")) : null;
        return (state, home, system) switch
        {
            ({ } directory, _, _) => Path.Combine(directory, Name),
            (_, null, _) => null,
            (_, _, PlatformID.Win32NT) => Path.Combine(home, Name),
            (_, _, PlatformID.MacOSX) => Path.Combine(home, "Library", "Application Support", Name),
            _ => Path.Combine(home, ".local", "state", Name),
        };
    }

    // The XDG specification ignores relative paths.
    private static string? Absolute(string? path) => Path.IsPathFullyQualified(path ?? "") ? path : null;
}
