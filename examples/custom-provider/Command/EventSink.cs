using Stagecraft.Events;

namespace FileHosts.Command;

/// <summary>Hands each event on, at once: <see cref="Progress{T}"/> would do so later, and in any order.</summary>
internal sealed class EventSink(Action<InfraEvent> tell) : IProgress<InfraEvent>
{
    public void Report(InfraEvent value) => tell(value);
}
