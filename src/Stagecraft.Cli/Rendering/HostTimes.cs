using Stagecraft.Events;

namespace Stagecraft.Cli.Rendering;

/// <summary>How long each host took: from its first event to its last.</summary>
internal sealed class HostTimes(TimeProvider time)
{
    private readonly Dictionary<string, (long First, long Last)> _hosts = new(StringComparer.Ordinal);
    private readonly Dictionary<long, (long First, long Last)> _deletions = [];

    internal void On(InfraEvent happened)
    {
        switch (happened)
        {
            case HostDeleting e:
                Tell(_deletions, e.Id);
                break;
            case HostDeleted e:
                Tell(_deletions, e.Id);
                break;
            case HostFailed { Id: { } id } when _deletions.ContainsKey(id):
                Tell(_deletions, id);
                break;
            case HostSkipped:
                break;
            case HostEvent e:
                Tell(_hosts, e.DropletName);
                break;
        }
    }

    /// <summary>Null where nothing happened to it.</summary>
    internal TimeSpan? Of(HostOutcome host)
    {
        if (host.Id is { } id && _deletions.TryGetValue(id, out (long First, long Last) deletion))
        {
            return time.GetElapsedTime(deletion.First, deletion.Last);
        }

        return _hosts.TryGetValue(host.DropletName, out (long First, long Last) span) ? time.GetElapsedTime(span.First, span.Last) : null;
    }

    private void Tell<T>(Dictionary<T, (long First, long Last)> spans, T host)
        where T : notnull
    {
        long now = time.GetTimestamp();
        spans[host] = spans.TryGetValue(host, out (long First, long Last) span) ? (span.First, now) : (now, now);
    }
}
