using System.Diagnostics;
using Stagecraft.DigitalOcean.Diagnosing;
using Stagecraft.Testing;

namespace Stagecraft.Cli.Tests.EndToEnd;

/// <summary>A client that knows nothing of us, and its program under <c>tests/clients</c>.</summary>
/// <param name="Folder">Where its program is.</param>
/// <param name="Probe">A command that succeeds where the client is installed.</param>
/// <param name="Install">What to install where it is not.</param>
/// <param name="Command">The program.</param>
internal sealed record RealClient(string Folder, string[] Probe, string Install, string[] Command)
{
    private static readonly TimeSpan ReorderWindow = TimeSpan.FromMinutes(5);

    /// <summary>Runs the whole cycle against a fresh sandbox.</summary>
    internal async Task RunAsync()
    {
        string home = Directory.CreateTempSubdirectory("stagecraft-").FullName;
        try
        {
            Assert.SkipUnless(await IsInstalledAsync(home), $"not installed: {Install}");
            await using SandboxProcess sandbox = await SandboxProcess.StartAsync();
            (int exitCode, string output) = await ExecuteAsync(Command, home, sandbox.Address);
            exitCode.Should().Be(0, "{0}", output);
        }
        finally
        {
            Directory.Delete(home, recursive: true);
        }
    }

    private async Task<bool> IsInstalledAsync(string home)
    {
        try
        {
            return (await ExecuteAsync(Probe, home, "http://127.0.0.1:9")).ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false; // not even the program that would run it
        }
    }

    private async Task<(int ExitCode, string Output)> ExecuteAsync(string[] command, string home, string address)
    {
        ProcessStartInfo start = new(command[0], command[1..])
        {
            WorkingDirectory = Path.Combine(Repository.Root, "tests", "clients", Folder),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach ((string name, string value) in Variables(home, address))
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        using CancellationTokenSource limit = new(ReorderWindow);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            return (-1, $"{await output}{await error}\nIt took more than {ReorderWindow.TotalMinutes} minutes.");
        }

        return (process.ExitCode, await output + await error);
    }

    private static Dictionary<string, string> Variables(string home, string address) => new()
    {
        ["DIGITALOCEAN_API_URL"] = address,
        // No word of any message: Ansible masks it everywhere.
        ["DIGITALOCEAN_TOKEN"] = "dop_v1_real-client",
        // Loopback is reached without any proxy.
        ["NO_PROXY"] = "*",
        ["PYTHONDONTWRITEBYTECODE"] = "1",
        ["ANSIBLE_HOME"] = home,
        ["ANSIBLE_LOCAL_TEMP"] = home,
        ["ANSIBLE_NOCOLOR"] = "1",
        ["ANSIBLE_DEPRECATION_WARNINGS"] = "0",
        // Debian's packages of Go libraries are made for this mode; nothing is fetched in it.
        ["GO111MODULE"] = "off",
        ["GOPATH"] = "/usr/share/gocode",
        ["GOFLAGS"] = "",
    };
}
