namespace Stagecraft.Events;

/// <summary>
/// Hands every event to an action: at once, on the thread that tells it, in order and one at a time, also where several runs share it; each
/// call has returned before the next event is told. <see cref="Progress{T}"/> keeps none of this. The action is called inside the run, which waits for it: keep it short.
/// If it throws, the run tells it nothing more, and goes on.
/// </summary>
/// <param name="handler">What to do with an event. It may be called on any thread.</param>
public sealed class InfraProgress(Action<InfraEvent> handler) : IProgress<InfraEvent>
{
    private readonly Action<InfraEvent> _handler = handler ?? throw new ArgumentNullException(nameof(handler));
    private readonly Lock _one = new();

    /// <inheritdoc/>
    public void Report(InfraEvent value)
    {
        ArgumentNullException.ThrowIfNull(value);
        lock (_one)
        {
            _handler(value);
        }
    }
}
