namespace Stagecraft.Events;

/// <summary>Tells a listener one event after another, whatever threads they come from: what a provider wraps the listener in that it was given. A
/// listener that throws is not told any more: what it does wrong must not end a run in the middle.</summary>
/// <param name="listener">Who is told; null for nobody.</param>
public sealed class SerialProgress(IProgress<InfraEvent>? listener) : IProgress<InfraEvent>
{
    private readonly Lock _lock = new();
    private IProgress<InfraEvent>? _listener = listener;

    /// <summary>Tells an event, and returns once the listener has.</summary>
    /// <param name="value">The event.</param>
    public void Report(InfraEvent value)
    {
        lock (_lock)
        {
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
