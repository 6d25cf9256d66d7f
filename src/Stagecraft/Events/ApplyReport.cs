namespace Stagecraft.Events;

/// <summary>The outcome of every host of a plan.</summary>
/// <param name="Hosts">One entry per host or deleted machine, sorted ordinally by name, then id.</param>
public sealed record ApplyReport(IReadOnlyList<HostOutcome> Hosts)
{
    /// <summary>Whether the run was cancelled before it was finished.</summary>
    public bool IsInterrupted { get; init; }

    /// <summary>How many hosts have this outcome.</summary>
    public int Count(HostOutcomeKind kind) => Hosts.Count(h => h.Kind == kind);

    /// <summary>Whether every host succeeded: none failed, was skipped or is unknown.</summary>
    public bool Succeeded =>
        !IsInterrupted && !Hosts.Any(h => h.Kind is HostOutcomeKind.Failed or HostOutcomeKind.Skipped or HostOutcomeKind.Unknown);

    /// <summary>The report with its hosts in the order that they have to be in: by name (those without one first), then id.</summary>
    public ApplyReport Sorted() => this with { Hosts = [.. Hosts.OrderBy(h => h.Name, StringComparer.Ordinal).ThenBy(h => h.Id)] };
}
