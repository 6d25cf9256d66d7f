using System.Diagnostics;
using Stagecraft.Cli.Tests.Support;

namespace Stagecraft.Cli.Tests.EndToEnd;

/// <summary>spec/cli/infra.md 10: from an empty folder to a running environment with the real command, no account and no editor.</summary>
public sealed class FirstUseTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("stagecraft-first-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Init_alone_leads_to_a_running_environment()
    {
        CliResult init = await RunAsync("init --sandbox");
        init.ExitCode.Should().Be(0, init.Error);
        init.Out.Should().Contain("  stagecraft infra up -e staging --sandbox\n");

        (await RunAsync("validate")).ExitCode.Should().Be(0);
        CliResult doctor = await RunAsync("doctor --sandbox");
        doctor.ExitCode.Should().Be(0, doctor.Out);

        CliResult up = await RunAsync("infra up -e staging --sandbox --yes");
        up.ExitCode.Should().Be(0, up.Error);
        up.Out.Should().EndWith("Done: 1 created.\n");
        CliResult hosts = await RunAsync("infra hosts -e staging --sandbox -o env");
        hosts.Out.Should().MatchRegex("^STAGECRAFT_HOST_APP_1=[0-9.]+\n$");
    }

    private async Task<CliResult> RunAsync(string arguments)
    {
        ProcessStartInfo start = CommandFile.With(arguments);
        start.WorkingDirectory = _folder.FullName;
        start.RedirectStandardOutput = start.RedirectStandardError = start.RedirectStandardInput = true;
        start.Environment.Remove("STAGECRAFT_CONFIG");
        start.Environment.Remove("STAGECRAFT_ENV");
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        return await RealCommand.EndAsync(process);
    }
}
