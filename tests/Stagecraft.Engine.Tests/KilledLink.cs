using Stagecraft.Engine.Clouds;
using Stagecraft.Testing.Clouds;

namespace Stagecraft.Engine.Tests;

/// <summary>A network whose client is killed when a write has reached the cloud: no further request is sent, and no response is
/// received.</summary>
/// <param name="writes">The number of that write, from 1.</param>
internal sealed class KilledLink(int writes) : MemoryLink
{
    private readonly TaskCompletionSource _never = new();
    private int _acted;

    public bool IsKilled => _acted >= writes;

    public override Task SendAsync(MemoryRequest request) => IsKilled ? _never.Task : Task.CompletedTask;

    public override void Acted(MemoryRequest request, IReadOnlyList<MemoryMachine> made, MemoryFault fault, TimeSpan? late) => _acted++;

    public override Task ReturnAsync(MemoryRequest request, IReadOnlyList<Machine> shown, MemoryFault fault) =>
        IsKilled ? _never.Task : Task.CompletedTask;
}
