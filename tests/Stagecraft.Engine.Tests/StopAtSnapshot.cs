using Stagecraft.Events;

namespace Stagecraft.Engine.Tests;

/// <summary>Stops a run when its first snapshot is complete.</summary>
internal sealed class StopAtSnapshot(CancellationTokenSource stop) : IProgress<InfraEvent>
{
    public void Report(InfraEvent value)
    {
        if (value is HostSnapshot { State: SnapshotState.Complete })
        {
            stop.Cancel();
        }
    }
}
