using System.Diagnostics;
using Stagecraft.Cli.Tests.Support;

namespace Stagecraft.Cli.Tests.EndToEnd;

/// <summary>spec/cli/infra.md 9: the command as one native file. eng/native.cs makes it and runs these.</summary>
[Trait("kind", "native")]
public sealed class OneFileTests : IDisposable
{
    private const string Nowhere = "/nonexistent";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("stagecraft-");

    public OneFileTests() => Assert.SkipWhen(CommandFile.Named is null, "STAGECRAFT_COMMAND does not name a native command");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact] // 9.1
    public async Task It_needs_nothing_beside_it_no_home_and_no_folder_for_temporary_files()
    {
        string alone = Path.Combine(_folder.FullName, Path.GetFileName(CommandFile.Named!));
        File.Copy(CommandFile.Named!, alone);

        CliResult up = await RunAsync(new ProcessStartInfo(alone, "infra up -e staging --yes --sandbox"));
        CliResult hosts = await RunAsync(new ProcessStartInfo(alone, "infra hosts -e staging --sandbox"));

        up.ExitCode.Should().Be(0, up.Error);
        hosts.ExitCode.Should().Be(0, hosts.Error);
        hosts.Out.Should().Contain("app-1  active");
        _folder.EnumerateFileSystemInfos().Select(f => f.Name).Should()
            .BeEquivalentTo(Path.GetFileName(alone), "stagecraft.yml", ".stagecraft");
    }

    [Theory] // 9.2
    [InlineData("validate", false)]
    [InlineData("infra plan -e staging", false)]
    [InlineData("infra plan -e staging --sandbox", true)]
    public async Task Only_the_sandbox_loads_SQLite(string arguments, bool loads)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "only Linux lists the libraries that a process loads");
        ProcessStartInfo start = CommandFile.With(arguments);
        start.Environment["LD_DEBUG"] = "files";

        CliResult result = await RunAsync(start);

        result.Error.Should().Contain("libc.so");
        result.Error.Contains("/proc/self/fd/").Should().Be(loads);
    }

    private async Task<CliResult> RunAsync(ProcessStartInfo start)
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "stagecraft.yml"), RealCommand.Config("app-1"));
        start.WorkingDirectory = _folder.FullName;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.Environment.Remove("HOME");
        start.Environment["TMPDIR"] = Nowhere;
        start.Environment["DIGITALOCEAN_API_URL"] = "http://127.0.0.1:9";
        using Process process = Process.Start(start)!;
        return await RealCommand.EndAsync(process);
    }
}
