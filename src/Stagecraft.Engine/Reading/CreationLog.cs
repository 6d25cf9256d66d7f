using Stagecraft.Engine.Clouds;

namespace Stagecraft.Engine.Reading;

/// <summary>Recent creates and deletes: the lists may not show their effect yet (spec 7.3).</summary>
/// <param name="IsReliable">Whether the log covers the whole settle window before the lists were read.</param>
/// <param name="Creates">Machines whose create the lists may not show yet.</param>
/// <param name="Deletes">Machines whose delete was younger than the settle window when the lists were read.</param>
internal sealed record CreationLog(bool IsReliable, IReadOnlySet<ResourceId> Creates, IReadOnlySet<ResourceId> Deletes)
{
    private static readonly CreationLog Unreadable = new(false, new HashSet<ResourceId>(), new HashSet<ResourceId>());

    /// <summary>The lists may be older than the log: a machine that was too young to be listed may be older than the window when the log is
    /// read.</summary>
    public static CreationLog Of(CreationEvidence? evidence, DateTimeOffset? listsReadAt, TimeSpan window)
    {
        if (evidence?.ServerTime is not { } logTime || listsReadAt is not { } listTime)
        {
            return Unreadable;
        }

        // Ages are compared, not instants: an invalid time minus the window may be outside the range of DateTimeOffset. Server times may
        // have whole seconds: an event counts as young for one more second.
        DateTimeOffset earlier = logTime < listTime ? logTime : listTime;
        TimeSpan young = window + TimeSpan.FromSeconds(1);
        MachineLifecycleEvent[] recent = [.. evidence.Events.Where(e => earlier - e.StartedAt < young)];
        return new(
            evidence.CompleteSince is { } since && earlier - since >= young,
            recent.Where(e => e.IsCreate).Select(e => e.Id).ToHashSet(),
            recent.Where(e => !e.IsCreate).Select(e => e.Id).ToHashSet());
    }
}
