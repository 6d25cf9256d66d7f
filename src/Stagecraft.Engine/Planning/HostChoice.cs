
namespace Stagecraft.Engine.Planning;

/// <summary>Which hosts a plan is limited to, and which are to be deleted and created anew (spec 5.3.1, 5.3.2).</summary>
internal sealed class HostChoice
{
    private readonly SortedSet<string> _targets;
    private readonly SortedSet<string> _replace;

    public HostChoice(IEnumerable<string> targets, IEnumerable<string> replace)
    {
        _targets = new(targets, StringComparer.Ordinal);
        _replace = new(replace, StringComparer.Ordinal);
    }

    /// <summary>All hosts, and none to replace.</summary>
    public static HostChoice All { get; } = new([], []);

    /// <summary>Sorted ordinally; empty where all are.</summary>
    public IReadOnlyCollection<string> Targets => _targets;

    /// <summary>Sorted ordinally.</summary>
    public IReadOnlyCollection<string> Replace => _replace;

    public bool IsLimited => _targets.Count > 0;

    /// <summary>Whether the plan is of this host; one without a name is never chosen.</summary>
    public bool IsTarget(string? host) => _targets.Count == 0 || (host is not null && _targets.Contains(host));

    public bool IsReplaced(string host) => _replace.Contains(host);
}
