namespace Stagecraft.Events;

/// <summary>Serializes progress events. Providers wrap the caller's listener in it: a listener that throws receives no more events, because
/// its failure must not end a run early.</summary>
/// <param name="listener">The listener, or null.</param>
/// <param name="observe">An action of the provider that sees every event before the listener, for example its log; it must not throw. Or
/// null.</param>
public sealed class SerialProgress(IProgress<InfraEvent>? listener, Action<InfraEvent>? observe = null) : IProgress<InfraEvent>
{
    private readonly Lock _lock = new();
    private IProgress<InfraEvent>? _listener = listener;

    /// <summary>Reports an event, and returns after the listener has returned.</summary>
    /// <param name="value">The event.</param>
    public void Report(InfraEvent value)
    {
        lock (_lock)
        {
            observe?.Invoke(value);
            try
            {
                _listener?.Report(value);
            }
            catch (Exception)
            {
                _listener = null;
            }
        }
    }
}
