using System.Diagnostics;

namespace Stagecraft.Cli.Tests.EndToEnd;

/// <summary>The command that is started as a process: the one that was built with the tests, or the file that <c>STAGECRAFT_COMMAND</c>
/// names.</summary>
internal static class CommandFile
{
    /// <summary>The file of the variable, or null.</summary>
    internal static string? Named { get; } = Find(Environment.GetEnvironmentVariable("STAGECRAFT_COMMAND"));

    internal static ProcessStartInfo With(string arguments) => Named is { } file
        ? new ProcessStartInfo(file, arguments)
        : new ProcessStartInfo("dotnet", $"\"{Path.Combine(AppContext.BaseDirectory, "Stagecraft.Cli.dll")}\" {arguments}");

    private static string? Find(string? file) => string.IsNullOrEmpty(file) ? null
        : File.Exists(file) ? Path.GetFullPath(file)
        : throw new FileNotFoundException($"STAGECRAFT_COMMAND: there is no {file}");
}
