using Stagecraft.DigitalOcean.Sandbox;

namespace Stagecraft.Cli.Tests.EndToEnd.Crashes;

/// <summary>One run's own way into an account that others use too: its answers can be held back, and it can be killed at a request.</summary>
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

    internal IReadOnlyList<SandboxRequest> Requests => _cloud!.Requests;

    /// <summary>Whether the request came at which the visitor is killed.</summary>
    internal bool HasKilled { get; private set; }

    internal static async Task<Door> OpenAsync(SandboxOptions options, Kill? kill = null)
    {
        // The fault keeps the answer from a visitor that is not dead at once.
        Door door = new();
        SandboxFault[] faults = kill is null
            ? []
            : [new() { Kind = kill.Acts ? SandboxFaultKind.NoAnswerAfter : SandboxFaultKind.NoAnswerBefore, On = kill.On, Skip = kill.Request - 1 }];
        door._cloud = await DigitalOceanSandbox.StartAsync(options with { Faults = faults, Log = door.Answering });
        return door;
    }

    internal void Enter(CommandProcess visitor) => _visitor.SetResult(visitor);

    /// <summary>Until the visitor has sent that many such requests, or is gone.</summary>
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

    public ValueTask DisposeAsync() => _cloud!.DisposeAsync();

    private static bool Is(SandboxRequest request, string method, string path) =>
        request.Method == method && request.Target.StartsWith(path, StringComparison.Ordinal);

    private async Task GoneAsync() => await (await _visitor.Task).EndAsync();

    private void Answering(SandboxRequest request)
    {
        if (request.Fault is not null)
        {
            HasKilled = true;
            _visitor.Task.Result.Kill();
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
