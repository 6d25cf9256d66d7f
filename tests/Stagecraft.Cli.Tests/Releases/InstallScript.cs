using System.Diagnostics;
using Stagecraft.Cli.Tests.Support;
using Stagecraft.Testing;

namespace Stagecraft.Cli.Tests.Releases;

/// <summary><c>install.sh</c> in a temporary directory with releases, a prefix, a home, and programs first on the PATH.</summary>
internal sealed class InstallScript : IDisposable
{
    private readonly string[] _shell;
    private string _source = Path.Combine(Repository.Root, "install.sh");

    internal InstallScript(string shell = "sh")
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "install.sh supports Linux and macOS");
        Assert.SkipUnless(Find(shell.Split(' ')[0]) is not null, $"not installed: {shell.Split(' ')[0]}");
        _shell = shell.Split(' ');
        Directory.CreateDirectory(Releases);
        Directory.CreateDirectory(Programs);
        Directory.CreateDirectory(Temporary);
    }

    /// <summary>The installed files, relative to the prefix.</summary>
    internal static IReadOnlyList<string> Files { get; } =
    [
        "bin/stagecraft",
        "share/bash-completion/completions/stagecraft",
        "share/fish/vendor_completions.d/stagecraft.fish",
        "share/man/man1/stagecraft.1",
        "share/stagecraft/installed",
        "share/zsh/site-functions/_stagecraft",
    ];

    internal string Root { get; } = Directory.CreateTempSubdirectory("stagecraft-install-").FullName;

    internal string Releases => Path.Combine(Root, "releases");

    internal string Prefix => Path.Combine(Root, "a prefix", "with spaces");

    /// <summary>The first directory of the PATH; the only one with <see cref="OnlyPrograms"/>.</summary>
    internal string Programs => Path.Combine(Root, "programs");

    internal string Temporary => Path.Combine(Root, "tmp");

    internal bool OnlyPrograms { get; init; }

    /// <summary>The home directory below the root, or null if HOME is not set.</summary>
    internal string? Home { get; init; } = "home";

    internal FakeRelease Release(string version) => new FakeRelease(Releases, version).Write();

    internal CliResult Install(params string[] more) => Run(["--prefix", Prefix, "--from", Releases, .. more]);

    internal CliResult Uninstall() => Run("--prefix", Prefix, "--uninstall");

    internal CliResult Run(params string[] arguments)
    {
        ProcessStartInfo start = new(Find(_shell[0])!, [.. _shell.Skip(1), _source, .. arguments])
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
        Directory.EnumerateFileSystemEntries(Temporary).Should().BeEmpty("temporary files are removed in every case");
        return new CliResult(process.ExitCode, output, error.GetAwaiter().GetResult());
    }

    /// <summary>Installs a release that the script must reject without a change.</summary>
    /// <returns>The error output.</returns>
    internal string Rejects(string why, params string[] more)
    {
        CliResult result = Install(more);

        result.Error.Should().Contain(why);
        result.ExitCode.Should().Be(1);
        Directory.Exists(Prefix).Should().BeFalse();
        return result.Error;
    }

    /// <summary>Runs a modified copy of the script from now on.</summary>
    internal void UseCopy(Func<string, string> change)
    {
        string source = File.ReadAllText(_source);
        _source = Path.Combine(Root, "copy.sh");
        File.WriteAllText(_source, change(source));
        File.ReadAllText(_source).Should().NotBe(source);
    }

    /// <summary>Adds a shell script as a program that shadows the one of the system.</summary>
    internal void Program(string name, string script)
    {
        string file = Path.Combine(Programs, name);
        File.WriteAllText(file, "#!/bin/sh\n" + script + "\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, (UnixFileMode)0b111_101_101);
        }
    }

    /// <summary>Adds links to programs of the system, or to one program for all names. Names that are not installed are omitted.</summary>
    internal void Link(string? target, params string[] names)
    {
        foreach (string name in names)
        {
            if (Find(target ?? name) is { } file)
            {
                File.CreateSymbolicLink(Path.Combine(Programs, name), file);
            }
        }
    }

    /// <summary>All files below the prefix and their contents.</summary>
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
}
