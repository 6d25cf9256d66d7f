using Stagecraft.DigitalOcean.Observing;
using Stagecraft.Events;

namespace Stagecraft.DigitalOcean.Applying;

/// <summary>Logs and tells one event after another, whatever thread they come from. A listener that throws is not told any more: what it does
/// wrong must not end a run in the middle.</summary>
internal sealed class SerialProgress(IProgress<InfraEvent>? listener, ProviderLog? log = null) : IProgress<InfraEvent>
{
    private readonly Lock _lock = new();
    private IProgress<InfraEvent>? _listener = listener;

    public void Report(InfraEvent value)
    {
        lock (_lock)
        {
            log?.Event(value);
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
