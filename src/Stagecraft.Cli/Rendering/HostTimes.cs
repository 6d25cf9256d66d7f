using Stagecraft.Plans;
using Stagecraft.Events;

namespace Stagecraft.Cli.Rendering;

/// <summary>How long each host took: from its first event to the one that ended it.</summary>
internal sealed class HostTimes(TimeProvider time)
{
    private readonly Dictionary<string, Span> _hosts = new(StringComparer.Ordinal);
    private readonly Dictionary<MachineId, Span> _deletions = [];

    internal void On(InfraEvent happened)
    {
        switch (happened)
        {
            case HostDeleting e:
                Tell(_deletions, e.Id, isEnd: false);
                break;
            case HostDeleted e:
                Tell(_deletions, e.Id, isEnd: true);
                break;
            case HostFailed { Id: { } id } when _deletions.ContainsKey(id):
                Tell(_deletions, id, isEnd: true);
                break;
            case HostSkipped:
                break;
            case HostEvent e:
                Tell(_hosts, e.MachineName, e is HostReady or HostFailed);
                break;
        }
    }

    /// <summary>Null where nothing ended.</summary>
    internal TimeSpan? Of(HostOutcome host)
    {
        if ((host.Id is { } id && _deletions.TryGetValue(id, out Span span)) || _hosts.TryGetValue(host.MachineName, out span))
        {
            return span.Last is { } last ? time.GetElapsedTime(span.First, last) : null;
        }

        return null;
    }

    private void Tell<T>(Dictionary<T, Span> spans, T host, bool isEnd)
        where T : notnull
    {
        long now = time.GetTimestamp();
        long first = spans.TryGetValue(host, out Span span) ? span.First : now;
        spans[host] = new Span(first, isEnd ? now : null);
    }

    private readonly record struct Span(long First, long? Last);
}
