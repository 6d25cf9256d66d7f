namespace Stagecraft.Engine.Planning;

/// <summary>The hosts that a plan is limited to, and the hosts that it replaces (spec 5.3.1, 5.3.2).</summary>
internal sealed class HostChoice
{
    private readonly SortedSet<string> _targets;
    private readonly SortedSet<string> _replace;

    public HostChoice(IEnumerable<string> targets, IEnumerable<string> replace)
    {
        _targets = new(targets, StringComparer.Ordinal);
        _replace = new(replace, StringComparer.Ordinal);
    }

    /// <summary>All hosts, without replacements.</summary>
    public static HostChoice All { get; } = new([], []);

    /// <summary>Sorted ordinally; empty for all hosts.</summary>
    public IReadOnlyCollection<string> Targets => _targets;

    /// <summary>Sorted ordinally.</summary>
    public IReadOnlyCollection<string> Replace => _replace;

    public bool IsLimited => _targets.Count > 0;

    /// <summary>Whether the plan includes this host. A limited plan includes no machine without a host name.</summary>
    public bool IsTarget(string? host) => _targets.Count == 0 || (host is not null && _targets.Contains(host));

    public bool IsReplaced(string host) => _replace.Contains(host);
}
