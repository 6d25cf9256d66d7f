using Stagecraft.Engine.Clouds;
using Stagecraft.Testing.Clouds;

namespace Stagecraft.Engine.Tests;

/// <summary>A network whose client is killed at a request: from then on no request is sent, and no response arrives.</summary>
/// <param name="at">The number of the request, from 1.</param>
/// <param name="afterEffect">Whether the request takes effect.</param>
internal sealed class KillingLink(int at, bool afterEffect) : MemoryLink
{
    private static readonly Task Never = new TaskCompletionSource().Task;

    private readonly TaskCompletionSource _killed = new();
    private int _sent;

    public Task Killed => _killed.Task;

    public override Task SendAsync(MemoryRequest request)
    {
        request.Number = ++_sent;
        return _killed.Task.IsCompleted || (request.Number == at && !afterEffect) ? Kill() : Task.CompletedTask;
    }

    public override Task ReturnAsync(MemoryRequest request, IReadOnlyList<Machine> shown, MemoryFault fault) =>
        _killed.Task.IsCompleted || request.Number == at ? Kill() : Task.CompletedTask;

    private Task Kill()
    {
        _killed.TrySetResult();
        return Never;
    }
}
