using System.Runtime.InteropServices;

namespace Stagecraft.Eng;

/// <summary>The platform that this program runs on. Native compilation supports only this one.</summary>
public static class Platform
{
    /// <summary>The runtime identifier.</summary>
    public static string Rid { get; } = $"{System}-{RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()}";

    private static string System => OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx"
        : RuntimeInformation.RuntimeIdentifier.Contains("musl", StringComparison.Ordinal) ? "linux-musl" : "linux";

    /// <summary>The file name of a program.</summary>
    public static string Program(string name) => OperatingSystem.IsWindows() ? $"{name}.exe" : name;
}
