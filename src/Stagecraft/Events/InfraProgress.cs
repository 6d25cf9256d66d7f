namespace Stagecraft.Events;

/// <summary>
/// Calls an action for every event: synchronously, in order and one at a time, even if several runs share it. <see cref="Progress{T}"/>
/// guarantees none of this. The run waits for the action, so keep it short. If it throws, the run reports no more events to it and
/// continues.
/// </summary>
/// <param name="handler">The action. It may be called on any thread.</param>
public sealed class InfraProgress(Action<InfraEvent> handler) : IProgress<InfraEvent>
{
    private readonly Action<InfraEvent> _handler = handler ?? throw new ArgumentNullException(nameof(handler));
    private readonly Lock _lock = new();

    /// <inheritdoc/>
    public void Report(InfraEvent value)
    {
        ArgumentNullException.ThrowIfNull(value);
        lock (_lock)
        {
            _handler(value);
        }
    }
}
