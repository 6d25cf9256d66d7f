using System.Diagnostics;
using Stagecraft.Cli.Tests.Support;

namespace Stagecraft.Cli.Tests.EndToEnd.Crashes;

/// <summary>The command as a process with a folder and a home of its own: it shares nothing with another but the account.</summary>
internal sealed class CommandProcess : IDisposable
{
    /// <summary>Longer than anything here takes on the slowest machine.</summary>
    internal static readonly TimeSpan ReorderWindow = TimeSpan.FromMinutes(4);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("stagecraft-");
    private readonly Process _process;
    private readonly Task<CliResult> _end;

    internal CommandProcess(Uri api, string config, string arguments)
    {
        string work = _folder.CreateSubdirectory("work").FullName;
        File.WriteAllText(Path.Combine(work, "stagecraft.yml"), config);
        ProcessStartInfo start = CommandFile.With(arguments);
        start.WorkingDirectory = work;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.RedirectStandardInput = true;
        start.Environment["HOME"] = _folder.CreateSubdirectory("home").FullName;
        start.Environment["DIGITALOCEAN_API_URL"] = api.ToString();
        start.Environment["DO_TOKEN"] = RealCommand.Token;

        // A process that is killed would leave its sockets for debuggers behind.
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        _process = Process.Start(start)!;
        _process.StandardInput.Close();
        _end = ReadToEndAsync();
    }

    /// <summary>SIGKILL: it cannot do anything more.</summary>
    internal void Kill() => _process.Kill();

    internal Task<CliResult> EndAsync() => _end;

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    private async Task<CliResult> ReadToEndAsync()
    {
        using CancellationTokenSource late = new(ReorderWindow);
        using CancellationTokenRegistration end = late.Token.Register(_process.Kill);
        Task<string> output = _process.StandardOutput.ReadToEndAsync();
        Task<string> error = _process.StandardError.ReadToEndAsync();
        await _process.WaitForExitAsync();
        CliResult result = new(_process.ExitCode, await output, await error);
        (result.Out + result.Error).Should().NotContain("end-to-end-secret");
        return result;
    }
}
