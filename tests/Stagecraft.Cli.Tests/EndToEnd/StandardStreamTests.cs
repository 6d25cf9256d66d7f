using System.Diagnostics;
using Stagecraft.Cli.Tests.Support;

namespace Stagecraft.Cli.Tests.EndToEnd;

/// <summary>spec/cli/output.md, 12: the streams of the command.</summary>
public sealed class StandardStreamTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("stagecraft-streams-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("--version > /dev/full", 1)]
    [InlineData("--help > /dev/full", 1)]
    [InlineData("schema > /dev/full", 1)]
    [InlineData("schema >&-", 1)]
    [InlineData("validate -c missing.yml > /dev/full 2> /dev/full", 1)]
    [InlineData("--version < /dev/null", 0)]
    public async Task An_output_that_cannot_be_written_is_one_error_without_a_stack(string arguments, int exitCode)
    {
        CliResult result = await RunAsync($"{Command} {arguments}");

        result.ExitCode.Should().Be(exitCode, result.Error);
        result.Error.Should().NotContain("   at ").And.NotContain("Unhandled");
        result.Error.Split("error: ").Should().HaveCountLessThanOrEqualTo(2);
    }

    /// <summary>The first use of the framework's console would switch the mode of the terminal.</summary>
    [Theory]
    [InlineData("--version", "stagecraft ")]
    [InlineData("schema", "{")]
    [InlineData("schema 2> errors", "{")]
    [InlineData("completions bash", "#")]
    public async Task Nothing_precedes_the_output_on_a_terminal(string arguments, string start)
    {
        CliResult result = await RunAsync($"script -qec '{Command} {arguments}' /dev/null", "xterm-256color");

        result.ExitCode.Should().Be(0, result.Error);
        result.Out.Should().StartWith(start).And.NotContain("\u001b[?").And.NotContain("\u001b=");
    }

    private static string Command
    {
        get
        {
            ProcessStartInfo start = CommandFile.With("");
            return $"{start.FileName} {start.Arguments}".TrimEnd();
        }
    }

    private async Task<CliResult> RunAsync(string script, string terminal = "dumb")
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && File.Exists("/usr/bin/script"), "There is no /dev/full or no 'script' here.");
        string file = Path.Combine(_folder.FullName, "run.sh");
        await File.WriteAllTextAsync(file, script);
        ProcessStartInfo start = new("bash", file) { WorkingDirectory = _folder.FullName };
        start.RedirectStandardOutput = start.RedirectStandardError = start.RedirectStandardInput = true;
        start.Environment["TERM"] = terminal;
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        return await RealCommand.EndAsync(process);
    }
}
