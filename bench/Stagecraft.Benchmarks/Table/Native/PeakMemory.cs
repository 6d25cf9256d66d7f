using System.Globalization;

namespace Stagecraft.Benchmarks.Table.Native;

/// <summary>
/// The most memory that a process had resident, by the kernel's account of it. GNU time starts the process, because what a process
/// forks off this large one counts this one's memory as its own, and because /proc forgets a process when it ends.
/// </summary>
internal static class PeakMemory
{
    private const string Time = "/usr/bin/time";

    /// <summary>Why it cannot be had here; null where it can.</summary>
    public static string? WhyNot { get; } =
        !OperatingSystem.IsLinux() ? "needs Linux"
        : !File.Exists(Time) ? $"needs GNU time at {Time}"
        : OfRun("/bin/true", [], null) is null ? $"{Time} is not GNU time"
        : null;

    /// <summary>In bytes; null if it was not reported.</summary>
    public static long? OfRun(string file, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment)
    {
        string output = Path.GetTempFileName();
        try
        {
            Child.Run(Time, ["--format=%M", $"--output={output}", file, .. arguments], environment);
            string[] lines = File.ReadAllLines(output);
            return lines.Length > 0 && long.TryParse(lines[^1], NumberStyles.None, CultureInfo.InvariantCulture, out long kibibytes)
                ? kibibytes * 1024
                : null;
        }
        finally
        {
            File.Delete(output);
        }
    }
}
