using Stagecraft.Events;

namespace Stagecraft.Testing;

public sealed class EventLog : IProgress<InfraEvent>
{
    public List<InfraEvent> All { get; } = [];

    public IEnumerable<T> Of<T>()
        where T : InfraEvent => All.OfType<T>();

    /// <summary>Called with each event when it comes.</summary>
    public Action<InfraEvent>? Seen { get; set; }

    public void Report(InfraEvent value)
    {
        All.Add(value);
        Seen?.Invoke(value);
    }
}
