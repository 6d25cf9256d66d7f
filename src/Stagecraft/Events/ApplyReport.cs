using Stagecraft.Plans;

namespace Stagecraft.Events;

/// <summary>The outcome of every host of a plan.</summary>
/// <param name="Hosts">One entry per host or deleted machine, sorted ordinally by name, then id.</param>
public sealed record ApplyReport(IReadOnlyList<HostOutcome> Hosts)
{
    /// <summary>One entry per resource other than a host that the plan changes, sorted by rank of kind, name and id. Default:
    /// none.</summary>
    public IReadOnlyList<ResourceOutcome> Resources { get; init; } = [];

    /// <summary>Whether the run was cancelled before it was finished.</summary>
    public bool IsInterrupted { get; init; }

    /// <summary>How many hosts have this outcome.</summary>
    public int Count(OutcomeKind kind) => Hosts.Count(h => h.Kind == kind);

    /// <summary>Whether every host and resource succeeded: none failed, was skipped or is unknown.</summary>
    public bool Succeeded =>
        !IsInterrupted
        && !Hosts.Select(h => h.Kind).Concat(Resources.Select(r => r.Outcome))
            .Any(o => o is OutcomeKind.Failed or OutcomeKind.Skipped or OutcomeKind.Unknown);

    /// <summary>The report with its entries in the order that they have to be in: by name (those without one first), then id.</summary>
    public ApplyReport Sorted() => this with
    {
        Hosts = [.. Hosts.OrderBy(h => h.Name, StringComparer.Ordinal).ThenBy(h => h.Id)],
        Resources =
        [
            .. Resources.OrderBy(r => ResourceKind.Rank(r.Kind)).ThenBy(r => r.Name, StringComparer.Ordinal).ThenBy(r => r.Id),
        ],
    };
}
