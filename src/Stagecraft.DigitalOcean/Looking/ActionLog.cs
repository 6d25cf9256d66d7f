using Stagecraft.DigitalOcean.Api;

namespace Stagecraft.DigitalOcean.Looking;

/// <summary>What the account's log of recent actions tells about droplets that lists do not show, or no longer for long (spec 7.3).</summary>
/// <param name="IsReliable">Whether it reaches back over the whole settle window before the look: it could be read, and what was read is the newest of it.</param>
/// <param name="Creates">Droplets whose create was younger than the settle window at the look, or came after it, and did not fail.</param>
/// <param name="Going">Droplets whose destroy is younger than the settle window and did not fail.</param>
internal sealed record ActionLog(bool IsReliable, IReadOnlySet<long> Creates, IReadOnlySet<long> Going)
{
    /// <summary>How many actions one page has at most.</summary>
    public const int PageSize = 200;

    public static ActionLog Unreadable { get; } = new(false, new HashSet<long>(), new HashSet<long>());

    /// <param name="actions">One page, in the order of the answer.</param>
    /// <param name="serverTime">The answer's time.</param>
    /// <param name="window">The settle window.</param>
    /// <param name="lookAge">How long ago the look began that the log is to complete.</param>
    public static ActionLog Of(IReadOnlyList<DropletAction> actions, DateTimeOffset? serverTime, TimeSpan window, TimeSpan lookAge)
    {
        if (serverTime is not { } now)
        {
            return Unreadable;
        }

        // The Date header has whole seconds, so an action counts as young a second longer.
        TimeSpan young = window + TimeSpan.FromSeconds(1);
        DropletAction[] sinceLook = [.. actions.Where(a => now - a.StartedAt < young + lookAge)];
        return new(
            IsWhole(actions) && sinceLook.Length < PageSize,
            Ids(sinceLook, "create"),
            Ids(sinceLook.Where(a => now - a.StartedAt < young), "destroy"));
    }

    /// <summary>A full page may leave something out. It is the newest only where the order says so, and that order is not documented.</summary>
    private static bool IsWhole(IReadOnlyList<DropletAction> actions) =>
        actions.Count < PageSize || actions.Zip(actions.Skip(1)).All(pair => pair.First.StartedAt >= pair.Second.StartedAt);

    private static HashSet<long> Ids(IEnumerable<DropletAction> actions, string type) =>
        actions
            .Where(a => a.Type == type && a.Status != "errored" && a.ResourceType is null or "droplet" && a.ResourceId is not null)
            .Select(a => a.ResourceId!.Value)
            .ToHashSet();
}
