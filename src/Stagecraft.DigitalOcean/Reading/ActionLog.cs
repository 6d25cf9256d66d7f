using Stagecraft.DigitalOcean.Api;
using Stagecraft.DigitalOcean.Http;
using Stagecraft.Plans;

namespace Stagecraft.DigitalOcean.Reading;

/// <summary>What the account's log of recent actions tells about machines that lists do not show, or no longer for long (spec 7.3).</summary>
/// <param name="IsReliable">Whether it reaches back over the whole settle window before the lists: it could be read, and what was read is the newest of it.</param>
/// <param name="Creates">Machines whose create the lists may not show yet, and that did not fail.</param>
/// <param name="Going">Machines whose destroy was younger than the settle window when the lists were read, and did not fail.</param>
internal sealed record ActionLog(bool IsReliable, IReadOnlySet<MachineId> Creates, IReadOnlySet<MachineId> Going)
{
    /// <summary>How many actions one page has at most.</summary>
    public const int PageSize = 200;

    public static ActionLog Unreadable { get; } = new(false, new HashSet<MachineId>(), new HashSet<MachineId>());

    /// <param name="answer">One page, in the order of the answer; null where it could not be read.</param>
    /// <param name="listed">When the lists were read that it is to complete, by the server's time. They may be older than the log: what they did not show
    /// then, because it was too young, may be older than the window now.</param>
    /// <param name="window">The settle window.</param>
    public static ActionLog Of(Dated<IReadOnlyList<DropletAction>>? answer, DateTimeOffset? listed, TimeSpan window)
    {
        if (answer?.ServerTime is not { } read || listed is not { } seen)
        {
            return Unreadable;
        }

        // The Date header has whole seconds, so an action counts as young a second longer.
        IReadOnlyList<DropletAction> actions = answer.Value;
        // Ages are compared, not moments: before the year 1 there is none, whatever a header says.
        DateTimeOffset earlier = read < seen ? read : seen;
        DropletAction[] young = [.. actions.Where(a => earlier - a.StartedAt < window + TimeSpan.FromSeconds(1))];
        return new(
            IsWhole(actions) && young.Length < PageSize,
            Ids(young, "create"),
            Ids(young, "destroy"));
    }

    /// <summary>A full page may leave something out. It is the newest only where the order says so, and that order is not documented.</summary>
    private static bool IsWhole(IReadOnlyList<DropletAction> actions) =>
        actions.Count < PageSize || actions.Zip(actions.Skip(1)).All(pair => pair.First.StartedAt >= pair.Second.StartedAt);

    private static HashSet<MachineId> Ids(DropletAction[] actions, string type) =>
        actions
            .Where(a => a.Type == type && a.Status != "errored" && a.ResourceType is null or "droplet" && a.ResourceId is not null)
            .Select(a => a.ResourceId!.Value)
            .ToHashSet();
}
