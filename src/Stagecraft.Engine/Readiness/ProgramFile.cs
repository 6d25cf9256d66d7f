namespace Stagecraft.Engine.Readiness;

/// <summary>The files of programs of the system.</summary>
public static class ProgramFile
{
    private const UnixFileMode Executable = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>The first executable file of a program in the absolute directories of <c>PATH</c>. By its name alone, the framework would
    /// prefer a file in the working directory.</summary>
    /// <param name="name">The name of the program, without a directory and an extension.</param>
    /// <param name="variable">Reads an environment variable; null if it is not set.</param>
    /// <returns>The full path; null if there is none.</returns>
    public static string? Find(string name, Func<string, string?> variable)
    {
        ArgumentNullException.ThrowIfNull(variable);
        string file = OperatingSystem.IsWindows() ? $"{name}.exe" : name;
        return (variable("PATH") ?? "").Split(Path.PathSeparator)
            .Where(Path.IsPathFullyQualified)
            .Select(d => Path.Combine(d, file))
            .FirstOrDefault(IsExecutable);
    }

    private static bool IsExecutable(string file) =>
        File.Exists(file) && (OperatingSystem.IsWindows() || (File.GetUnixFileMode(file) & Executable) != 0);
}
