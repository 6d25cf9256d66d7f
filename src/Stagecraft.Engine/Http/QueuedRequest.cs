namespace Stagecraft.Engine.Http;

/// <summary>A request that waits for the governor.</summary>
internal sealed class QueuedRequest(RequestKind request, TimeSpan since, IProgress<InfraEvent>? progress)
{
    public RequestKind Request { get; } = request;

    /// <summary>When it was queued.</summary>
    public TimeSpan Since { get; } = since;

    public IProgress<InfraEvent>? Progress { get; } = progress;

    /// <summary>Continuations run synchronously, so that a simulation stays on one thread.</summary>
    public TaskCompletionSource Pass { get; } = new();

    public CancellationTokenRegistration Cancellation { get; set; }
}
