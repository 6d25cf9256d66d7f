namespace Stagecraft.Engine.Planning;

/// <summary>The hosts that a plan is limited to, and those that it replaces, resizes or switches on (spec 5.3.1, 5.3.2, interface.md
/// 10.1).</summary>
internal sealed class HostChoice
{
    public const string Outdated = "outdated";
    private const string RolePrefix = "role:";

    private readonly SortedSet<string> _targets;
    private readonly SortedSet<string> _replace;
    private readonly SortedSet<string> _resize;
    private readonly SortedSet<string> _powerOn;

    public HostChoice(
        IEnumerable<string> targets, IEnumerable<string> replace, IEnumerable<string>? resize = null, IEnumerable<string>? powerOn = null)
    {
        _targets = new(targets, StringComparer.Ordinal);
        _replace = new(replace, StringComparer.Ordinal);
        _resize = new(resize ?? [], StringComparer.Ordinal);
        _powerOn = new(powerOn ?? [], StringComparer.Ordinal);
    }

    /// <summary>All hosts, without replacements.</summary>
    public static HostChoice All { get; } = new([], []);

    /// <summary>Sorted ordinally; empty for all hosts.</summary>
    public IReadOnlyCollection<string> Targets => _targets;

    /// <summary>Sorted ordinally.</summary>
    public IReadOnlyCollection<string> Replace => _replace;

    /// <summary>Sorted ordinally.</summary>
    public IReadOnlyCollection<string> Resize => _resize;

    /// <summary>Sorted ordinally.</summary>
    public IReadOnlyCollection<string> PowerOn => _powerOn;

    /// <summary>Whether a resize also grows the disk.</summary>
    public bool GrowsDisk { get; init; }

    /// <summary>Whether the machine of a replaced host is created before the old one is deleted.</summary>
    public bool Surge { get; init; }

    /// <summary>Selected hosts that an interrupted run has already replaced, sorted ordinally. They are not replaced again.</summary>
    public IReadOnlyCollection<string> Continued { get; private init; } = [];

    public bool IsLimited => _targets.Count > 0;

    public bool HasSelections => _replace.Count + _resize.Count + _powerOn.Count > 0;

    /// <summary>Whether the plan includes this host. A limited plan includes no machine without a host name.</summary>
    public bool IsTarget(string? host) => _targets.Count == 0 || (host is not null && _targets.Contains(host));

    /// <summary>Whether the entries can select a host for replacement, before they are resolved.</summary>
    public bool MayReplace(DesiredHost host) =>
        _replace.Contains(Outdated) || _replace.Contains(host.Name) || _replace.Contains(RolePrefix + host.Declared.Role);

    public bool IsReplaced(string host) => _replace.Contains(host);

    public bool IsResized(string host) => _resize.Contains(host);

    public bool IsPoweredOn(string host) => _powerOn.Contains(host);

    /// <summary>The role that an entry selects; null if it selects no role.</summary>
    public static string? RoleOf(string entry) =>
        entry.StartsWith(RolePrefix, StringComparison.Ordinal) ? entry[RolePrefix.Length..] : null;

    /// <summary>The choice with the names of the selected hosts, those of interrupted resizes included.</summary>
    public HostChoice Resolve(IReadOnlyList<DesiredHost> hosts, ActualState actual)
    {
        HashSet<string> replaced =
            [.. hosts.Where(h => HasTag(h, TagNames.IsReplaced) && !IsOutdated(h)).Select(h => h.Name)];
        string[] replace = [.. Names(_replace).Union(Surge ? hosts.Select(h => h.Name).Where(IsBegun) : [])];
        string[] unfinished = [.. hosts.Where(h => HasTag(h, TagNames.IsResizing) && IsTarget(h.Name)).Select(h => h.Name)];
        string[] open = [.. replace.Where(h => !replaced.Contains(h))];
        return new(_targets, open, Names(_resize).Concat(unfinished).Except(open), Names(_powerOn).Except(open))
        {
            GrowsDisk = GrowsDisk,
            Surge = Surge && open.Length > 0,
            Continued = [.. replace.Where(replaced.Contains).Order(StringComparer.Ordinal)],
        };

        // An interrupted surge is continued, regardless of the selection.
        bool IsBegun(string host) =>
            IsTarget(host) && SurgeHosts.Begun(actual, host) is not null && hosts.All(h => h.Name != SurgeHosts.NameOf(host));

        bool HasTag(DesiredHost host, Func<string, bool> isTag) =>
            actual.Hosts.TryGetValue(host.Name, out OwnedHost? owned) && owned.Survivor.Tags is { } tags
            && TagNames.HasUnfinished(tags) && tags.Any(isTag);

        IEnumerable<string> Names(SortedSet<string> entries) => entries.SelectMany(entry =>
            entry == Outdated ? hosts.Where(h => IsTarget(h.Name) && IsOutdated(h)).Select(h => h.Name)
            : RoleOf(entry) is { } role ? hosts.Where(h => IsTarget(h.Name) && h.Declared.Role == role).Select(h => h.Name)
            : [entry]);

        bool IsOutdated(DesiredHost host) =>
            actual.Hosts.TryGetValue(host.Name, out OwnedHost? owned) && DriftFinder.IsOutdated(DriftFinder.Between(host, owned.Survivor));
    }
}
