using System.Diagnostics;
using Stagecraft.Cli.Tests.Support;

namespace Stagecraft.Cli.Tests.Releases;

/// <summary><c>install.sh</c> with a folder of its own: releases, a prefix, a home, and programs that stand before the real ones.</summary>
internal sealed class InstallScript : IDisposable
{
    private readonly string[] _shell;

    internal InstallScript(string shell = "sh")
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "install.sh is for Linux and macOS");
        Assert.SkipUnless(Find(shell.Split(' ')[0]) is not null, $"there is no {shell}");
        _shell = shell.Split(' ');
        Directory.CreateDirectory(Releases);
        Directory.CreateDirectory(Programs);
        Directory.CreateDirectory(Temporary);
    }

    internal string Root { get; } = Directory.CreateTempSubdirectory("stagecraft-install-").FullName;

    internal string Releases => Path.Combine(Root, "releases");

    internal string Prefix => Path.Combine(Root, "a prefix", "with blanks");

    /// <summary>The PATH is this folder and then the machine's, unless <see cref="OnlyPrograms"/>.</summary>
    internal string Programs => Path.Combine(Root, "programs");

    internal string Temporary => Path.Combine(Root, "tmp");

    internal bool OnlyPrograms { get; init; }

    /// <summary>Null: the variable is not set.</summary>
    internal string? Home { get; init; } = "home";

    internal string Source { get; set; } = Path.Combine(Repository.Root, "install.sh");

    internal FakeRelease Release(string version) => new FakeRelease(Releases, version).Write();

    internal CliResult Install(params string[] more) => Run(["--prefix", Prefix, "--from", Releases, .. more]);

    internal CliResult Uninstall() => Run("--prefix", Prefix, "--uninstall");

    internal CliResult Run(params string[] arguments)
    {
        ProcessStartInfo start = new(Find(_shell[0])!, [.. _shell.Skip(1), Source, .. arguments])
        {
            WorkingDirectory = Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        start.Environment["PATH"] = OnlyPrograms ? Programs : $"{Programs}:{Environment.GetEnvironmentVariable("PATH")}";
        start.Environment["TMPDIR"] = Temporary;
        start.Environment["HOME"] = Home is null ? null : Path.Combine(Root, Home);
        start.Environment["LC_ALL"] = "C";
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Directory.EnumerateFileSystemEntries(Temporary).Should().BeEmpty("whatever it ends with, no temporary file stays");
        return new CliResult(process.ExitCode, output, error.GetAwaiter().GetResult());
    }

    /// <summary>A program that stands before the machine's of the same name.</summary>
    internal void Program(string name, string script)
    {
        string file = Path.Combine(Programs, name);
        File.WriteAllText(file, "#!/bin/sh\n" + script + "\n");
        Make(file);
    }

    /// <summary>Every file below the prefix, with its text.</summary>
    internal SortedDictionary<string, string> Installed()
    {
        SortedDictionary<string, string> found = new(StringComparer.Ordinal);
        if (Directory.Exists(Prefix))
        {
            foreach (string file in Directory.EnumerateFiles(Prefix, "*", SearchOption.AllDirectories))
            {
                found.Add(Path.GetRelativePath(Prefix, file), File.ReadAllText(file));
            }
        }

        return found;
    }

    internal static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Select(f => Path.Combine(f, program)).FirstOrDefault(File.Exists);

    public void Dispose() => Directory.Delete(Root, recursive: true);

    private static void Make(string file)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, (UnixFileMode)0b111_101_101);
        }
    }
}
