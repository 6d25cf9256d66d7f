using Stagecraft.DigitalOcean.Sandbox;
using Stagecraft.Sandbox;

namespace Stagecraft.Cli.Tests.EndToEnd.Crashes;

/// <summary>The endpoint of one run in a shared account: its responses can be delayed, and the run can be killed at a
/// request.</summary>
internal sealed class Door : IAsyncDisposable
{
    private readonly TaskCompletionSource<CommandProcess> _visitor = new();
    private readonly Lock _lock = new();
    private readonly List<SandboxRequest> _seen = [];
    private readonly List<(Func<SandboxRequest, bool> What, int Times, TaskCompletionSource Reached)> _awaited = [];
    private DigitalOceanSandbox? _cloud;

    private Door()
    {
    }

    internal Uri Address => _cloud!.Address!;

    /// <summary>Set before the visitor enters.</summary>
    internal Hold? Hold { get; set; }

    /// <summary>Called for each request. Set before the visitor enters.</summary>
    internal Action<SandboxRequest>? Before { get; set; }

    internal IReadOnlyList<SandboxRequest> Requests => _cloud!.Requests;

    /// <summary>When the visitor was killed; null if the request at which it is killed did not arrive.</summary>
    internal DateTimeOffset? KilledAt { get; private set; }

    /// <summary>When no request of the visitor was left to execute.</summary>
    internal DateTimeOffset? DrainedAt { get; private set; }

    internal static async Task<Door> OpenAsync(SandboxOptions options, Kill? kill = null)
    {
        // The fault drops the response, because the killed process may not end immediately.
        Door door = new();
        SandboxFault[] faults = kill is null
            ? []
            :
            [
                new() { Kind = kill.Acts
                    ? SandboxFaultKind.NoAnswerAfter
                    : SandboxFaultKind.NoAnswerBefore, On = kill.On, Skip = kill.Request - 1 },
            ];
        door._cloud = await DigitalOceanSandbox.StartAsync(options with { Faults = faults, Log = door.Answering });
        return door;
    }

    internal void Enter(CommandProcess visitor) => _visitor.SetResult(visitor);

    /// <summary>Completes when the process has sent that many such requests or has ended.</summary>
    internal async Task SentAsync(string method, string path, int times = 1)
    {
        TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            _awaited.Add((r => Is(r, method, path), times, reached));
            Notice();
        }

        await Task.WhenAny(reached.Task, GoneAsync());
    }

    /// <summary>
    /// Waits until no request of a visitor that has ended is in progress or on its way. Without it, a request of a killed process could be
    /// executed while the next run reads: spec/providers/cloud/digitalocean.md 7.5 excludes that.
    /// </summary>
    internal async Task DrainAsync()
    {
        await _cloud!.StopAsync();
        DrainedAt = DateTimeOffset.UtcNow;
    }

    public ValueTask DisposeAsync() => _cloud!.DisposeAsync();

    private static bool Is(SandboxRequest request, string method, string path) =>
        request.Method == method && request.Target.StartsWith(path, StringComparison.Ordinal);

    private async Task GoneAsync() => await (await _visitor.Task).EndAsync();

    private void Answering(SandboxRequest request)
    {
        Before?.Invoke(request);
        if (request.Fault is not null)
        {
            _visitor.Task.Result.Kill();
            KilledAt = DateTimeOffset.UtcNow;
        }

        lock (_lock)
        {
            _seen.Add(request);
            Notice();
        }

        if (Hold is { } hold && Is(request, hold.Method, hold.Path))
        {
            hold.Until.Wait(CommandProcess.ReorderWindow);
        }
    }

    private void Notice()
    {
        foreach ((_, _, TaskCompletionSource reached) in _awaited.Where(a => _seen.Count(a.What) >= a.Times))
        {
            reached.TrySetResult();
        }
    }
}
