using System.Globalization;
using System.Runtime.InteropServices;

namespace Stagecraft.Benchmarks.Table.Rendering;

/// <summary>The machine, in a line.</summary>
internal static class Machine
{
    private const string CpuInfo = "/proc/cpuinfo";

    public static string Description { get; } = string.Create(
        CultureInfo.InvariantCulture,
        $"{Processor()}{Environment.ProcessorCount} cores, {System()} {RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()}, "
            + $"{RuntimeInformation.FrameworkDescription}");

    private static string System() =>
        OperatingSystem.IsLinux() ? "Linux" : OperatingSystem.IsMacOS() ? "macOS" : RuntimeInformation.OSDescription;

    private static string Processor()
    {
        string? line = File.Exists(CpuInfo)
            ? File.ReadLines(CpuInfo).FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal))
            : null;
        return line is null ? "" : $"{line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim()}, ";
    }
}
