using System.Diagnostics;
using System.Text.Json;

namespace Stagecraft.Cli.Tests.EndToEnd;

/// <summary><c>stagecraft sandbox</c> as a process of its own on a free port, with a state file of its own and a short boot.</summary>
internal sealed class SandboxProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly string _folder;

    private SandboxProcess(Process process, string folder, string address)
    {
        _process = process;
        _folder = folder;
        Address = address;
    }

    internal string Address { get; }

    internal static async Task<SandboxProcess> StartAsync()
    {
        string folder = Directory.CreateTempSubdirectory("stagecraft-").FullName;
        // Off: clients that poll in tests of seconds would meet the limit of a minute.
        ProcessStartInfo start = CommandFile.With(
            $"sandbox --state \"{Path.Combine(folder, "sandbox.db")}\" --boot 1s --rate-limit off --quiet -o json");
        start.WorkingDirectory = folder;
        start.RedirectStandardOutput = true;
        Process process = Process.Start(start)!;
        string line = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The sandbox did not start.");
        using JsonDocument json = JsonDocument.Parse(line);
        return new SandboxProcess(process, folder, json.RootElement.GetProperty("address").GetString()!);
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
