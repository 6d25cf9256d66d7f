using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json;
using Stagecraft.Cli.Tests.EndToEnd.Crashes;

namespace Stagecraft.Cli.Tests.EndToEnd;

/// <summary><c>stagecraft sandbox</c> as a process of its own, and a client of it.</summary>
internal sealed class RealSandbox : IDisposable
{
    private readonly Process _process;

    private RealSandbox(Process process, Uri address)
    {
        _process = process;
        Http = new HttpClient { BaseAddress = address };
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "sandbox");
    }

    internal HttpClient Http { get; }

    /// <summary>Starts a sandbox in which droplets are active immediately, and waits until it listens.</summary>
    internal static async Task<RealSandbox> StartAsync(string state)
    {
        ProcessStartInfo start = CommandFile.With($"sandbox --state \"{state}\" --boot 0s --rate-limit off --quiet -o json");
        start.WorkingDirectory = Path.GetDirectoryName(state);
        start.RedirectStandardOutput = true;
        Process process = Process.Start(start)!;
        string? line = await process.StandardOutput.ReadLineAsync();
        line.Should().NotBeNull("it says where it listens");
        return new RealSandbox(process, new Uri(JsonElement.Parse(line).GetProperty("address").GetString()!));
    }

    /// <summary>SIGKILL: it cannot do anything more.</summary>
    internal void Kill() => _process.Kill();

    internal async Task<JsonElement[]> DropletsAsync() =>
        [.. JsonElement.Parse(await Http.GetStringAsync("v2/droplets?per_page=200")).GetProperty("droplets").EnumerateArray()];

    public void Dispose()
    {
        Http.Dispose();
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }
}
