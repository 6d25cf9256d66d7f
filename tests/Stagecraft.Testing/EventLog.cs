using Stagecraft.Events;

namespace Stagecraft.Testing;

public sealed class EventLog : IProgress<InfraEvent>
{
    public List<InfraEvent> All { get; } = [];

    /// <summary>Called for each event when it is reported.</summary>
    public Action<InfraEvent>? Received { get; set; }

    public IEnumerable<T> Of<T>()
        where T : InfraEvent => All.OfType<T>();

    public void Report(InfraEvent value)
    {
        All.Add(value);
        Received?.Invoke(value);
    }
}
