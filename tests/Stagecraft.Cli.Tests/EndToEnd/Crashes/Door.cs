using Stagecraft.DigitalOcean.Sandbox;

namespace Stagecraft.Cli.Tests.EndToEnd.Crashes;

/// <summary>One run's own way into an account that others use too: it can be held up at the door, and be killed at a request.</summary>
internal sealed class Door : IAsyncDisposable
{
    private readonly Task _opens;
    private readonly TaskCompletionSource<CommandProcess> _visitor = new();
    private readonly Lock _lock = new();
    private readonly List<(int Number, TaskCompletionSource Reached)> _awaited = [];
    private DigitalOceanSandbox? _cloud;
    private int _requests;

    private Door(Task opens) => _opens = opens;

    internal Uri Address => _cloud!.Address!;

    internal IReadOnlyList<SandboxRequest> Requests => _cloud!.Requests;

    /// <summary>Whether the request came at which the visitor is killed.</summary>
    internal bool HasKilled { get; private set; }

    /// <param name="options">The account.</param>
    /// <param name="kill">At which request the visitor is killed: before the API acts, or after it acted and before it answers.</param>
    /// <param name="opens">Answers are held back until then.</param>
    internal static async Task<Door> OpenAsync(SandboxOptions options, Kill? kill, Task opens)
    {
        Door door = new(opens);
        SandboxFault[] faults = kill is null
            ? []
            : [new() { Kind = kill.Acts ? SandboxFaultKind.NoAnswerAfter : SandboxFaultKind.NoAnswerBefore, Skip = kill.Request - 1 }];
        door._cloud = await DigitalOceanSandbox.StartAsync(options with { Faults = faults, Log = door.Answering });
        return door;
    }

    internal void Enter(CommandProcess visitor) => _visitor.SetResult(visitor);

    /// <summary>Until the visitor has sent this many requests, or is gone.</summary>
    internal async Task ReachedAsync(int number)
    {
        TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            if (_requests >= number)
            {
                return;
            }

            _awaited.Add((number, reached));
        }

        await Task.WhenAny(reached.Task, GoneAsync());
    }

    public ValueTask DisposeAsync() => _cloud!.DisposeAsync();

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
            _requests++;
            foreach ((_, TaskCompletionSource reached) in _awaited.Where(a => a.Number <= _requests))
            {
                reached.TrySetResult();
            }
        }

        _opens.Wait(CommandProcess.Patience);
    }
}
