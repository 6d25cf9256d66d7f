using System.Runtime.InteropServices;

namespace Stagecraft.Benchmarks.Table.Native;

/// <summary>The native command: where it is, or how it is made.</summary>
internal static class NativeBinary
{
    private static readonly string Suffix = OperatingSystem.IsWindows() ? ".exe" : "";

    // What this machine's runtime adds does not belong into the lock files that are kept.
    private const string LockFile = "-p:NuGetLockFilePath=obj/native.lock.json";

    // The assembly's name, where publishing has not renamed it.
    private static readonly string[] Names = [$"stagecraft{Suffix}", $"Stagecraft.Cli{Suffix}"];

    /// <exception cref="FileNotFoundException">It is not there and cannot be made.</exception>
    public static string At(string? path, string root)
    {
        if (path is not null)
        {
            return File.Exists(path) ? Path.GetFullPath(path) : throw new FileNotFoundException($"There is no {path}.");
        }

        string folder = Path.Combine(root, "artifacts", "native");
        return Find(folder) ?? Publish(root, folder);
    }

    private static string? Find(string folder) => Names.Select(n => Path.Combine(folder, n)).FirstOrDefault(File.Exists);

    private static string Publish(string root, string folder)
    {
        Console.Error.WriteLine("publishing the native command, which takes a minute or two");
        Child made = Child.Run(
            "dotnet",
            ["publish", "src/Stagecraft.Cli", "-c", "Release", "-r", RuntimeInformation.RuntimeIdentifier, "-p:PublishAot=true", LockFile,
                "-o", folder],
            folder: root);
        return made.ExitCode == 0 && Find(folder) is { } file
            ? file
            : throw new FileNotFoundException($"dotnet publish created no native command:\n{made.Output}{made.Errors}");
    }
}
