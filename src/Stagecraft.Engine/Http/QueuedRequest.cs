namespace Stagecraft.Engine.Http;

/// <summary>A request that waits for the governor, and since when.</summary>
internal sealed record QueuedRequest(RequestKind Request, TimeSpan Since, IProgress<InfraEvent>? Progress)
{
    /// <summary>Continuations run synchronously, so that a simulation stays on one thread.</summary>
    public TaskCompletionSource Pass { get; } = new();

    public CancellationTokenRegistration Cancellation { get; set; }
}
