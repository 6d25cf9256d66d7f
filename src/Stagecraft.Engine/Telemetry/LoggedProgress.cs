using Stagecraft.Events;

namespace Stagecraft.Engine.Telemetry;

/// <summary>Logs one event after another, whatever thread they come from, and tells each to a listener, as <see cref="SerialProgress"/> does.</summary>
internal sealed class LoggedProgress(IProgress<InfraEvent>? listener, ProviderLog log) : IProgress<InfraEvent>
{
    private readonly SerialProgress _listener = new(listener);
    private readonly Lock _lock = new();

    public void Report(InfraEvent value)
    {
        lock (_lock)
        {
            log.Event(value);
            _listener.Report(value);
        }
    }
}
