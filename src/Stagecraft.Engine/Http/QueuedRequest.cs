using Stagecraft.Events;

namespace Stagecraft.Engine.Http;

/// <summary>A request that waits for the governor.</summary>
internal sealed class QueuedRequest(RequestKind request, TimeSpan since, IProgress<InfraEvent>? progress)
{
    public RequestKind Request { get; } = request;

    /// <summary>Since when it waits.</summary>
    public TimeSpan Since { get; } = since;

    public IProgress<InfraEvent>? Progress { get; } = progress;

    /// <summary>Its continuations run inside the call that completes it: a simulation on one thread stays on that thread.</summary>
    public TaskCompletionSource Pass { get; } = new();

    public CancellationTokenRegistration Cancellation { get; set; }
}
