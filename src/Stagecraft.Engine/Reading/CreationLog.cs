using Stagecraft.Engine.Clouds;
using Stagecraft.Plans;

namespace Stagecraft.Engine.Reading;

/// <summary>What recent creates and deletes say about machines that lists do not show yet, or still show (spec 7.3).</summary>
/// <param name="IsReliable">Whether the log covers the whole settle window before the lists were read.</param>
/// <param name="Creates">Machines whose create the lists may not show yet.</param>
/// <param name="Deletes">Machines whose delete was younger than the settle window when the lists were read.</param>
internal sealed record CreationLog(bool IsReliable, IReadOnlySet<MachineId> Creates, IReadOnlySet<MachineId> Deletes)
{
    private static readonly CreationLog Unreadable = new(false, new HashSet<MachineId>(), new HashSet<MachineId>());

    /// <param name="evidence">The log; null if it could not be read.</param>
    /// <param name="listed">The cloud's clock when the lists were read. They may be older than the log: a machine that was too young to be listed then
    /// may be older than the window when the log is read.</param>
    /// <param name="window">The settle window.</param>
    public static CreationLog Of(CreationEvidence? evidence, DateTimeOffset? listed, TimeSpan window)
    {
        if (evidence?.ServerTime is not { } read || listed is not { } seen)
        {
            return Unreadable;
        }

        // Compare ages, not instants: subtracting the window from a bogus time could leave the range of DateTimeOffset. Server times may
        // have whole seconds, so an event counts as young for one second more.
        DateTimeOffset earlier = read < seen ? read : seen;
        TimeSpan young = window + TimeSpan.FromSeconds(1);
        MachineEvent[] recent = [.. evidence.Events.Where(e => earlier - e.StartedAt < young)];
        return new(
            evidence.CompleteSince is { } since && earlier - since >= young,
            recent.Where(e => e.IsCreate).Select(e => e.Id).ToHashSet(),
            recent.Where(e => !e.IsCreate).Select(e => e.Id).ToHashSet());
    }
}
