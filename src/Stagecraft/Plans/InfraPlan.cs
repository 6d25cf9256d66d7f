namespace Stagecraft.Plans;

/// <summary>The differences between the config and the cloud, and what is done about them. Specified in
/// <c>spec/providers/cloud/interface.md</c>, section 3.</summary>
public sealed record InfraPlan
{
    /// <summary>The provider's id.</summary>
    public required string Provider { get; init; }

    /// <summary>The project, or null.</summary>
    public required string? Project { get; init; }

    /// <summary>The environment.</summary>
    public required string Environment { get; init; }

    /// <summary>One row per resource, sorted ordinally by rank of kind, name and id.</summary>
    public required IReadOnlyList<ResourceChange> Changes { get; init; }

    /// <summary>Warnings, sorted ordinally by code, then message.</summary>
    public required IReadOnlyList<PlanWarning> Warnings { get; init; }

    /// <summary>Declared fields of existing resources that the plan does not compare, sorted by rank of kind, then name.</summary>
    public IReadOnlyList<UncomparedFields> NotCompared { get; init; } = [];

    /// <summary>The monthly price, before and after.</summary>
    public required PlanCost Cost { get; init; }

    /// <summary>An estimate of how many requests that change the account it takes to apply the plan. Default: null, unknown.</summary>
    public int? Requests { get; init; }

    /// <summary>What the plan was made from.</summary>
    public required PlanFingerprint Fingerprint { get; init; }

    /// <summary>The hosts that the plan is limited to, sorted ordinally; empty for all.</summary>
    public IReadOnlyList<string> Targets { get; init; } = [];

    /// <summary>The hosts whose replacement was requested, sorted ordinally.</summary>
    public IReadOnlyList<string> Replace { get; init; } = [];

    /// <summary>The hosts whose resize was requested, and those whose resize was interrupted, sorted ordinally.</summary>
    public IReadOnlyList<string> Resize { get; init; } = [];

    /// <summary>The hosts that were requested to be switched on, sorted ordinally.</summary>
    public IReadOnlyList<string> PowerOn { get; init; } = [];

    /// <summary>Whether the machine of a replaced host is created before the old one is deleted, under a temporary host name. Default:
    /// false.</summary>
    public bool Surge { get; init; }

    /// <summary>The rows of <see cref="Changes"/> about hosts, in their order.</summary>
    public IEnumerable<ResourceChange> HostChanges => Changes.Where(c => c.Kind == ResourceKind.Host);

    /// <summary>The hosts of <see cref="Changes"/> that are created, those to replace included.</summary>
    public IReadOnlyList<HostSpec> ToCreate => [.. HostChanges.Where(c => c.Creates).Select(HostChange.Spec)];

    /// <summary>The machines of <see cref="Changes"/> that are deleted, those to replace included.</summary>
    public IReadOnlyList<HostDeletion> ToDelete => [.. HostChanges.Where(c => c.Deletes).Select(HostChange.Deletion)];

    /// <summary>How many resources are changed.</summary>
    public PlanSummary Summary => PlanSummary.Of(Changes);

    /// <summary>Whether every resource is as declared.</summary>
    public bool InSync => Changes.All(c => c.IsUnchanged);

    /// <summary>Whether applying the plan would change anything.</summary>
    public bool HasChanges => Changes.Any(c => c.Actions != ResourceActions.None);

    /// <summary>The plan with its lists in the order of the specification. Of equal entries none is dropped.</summary>
    public InfraPlan Sorted()
    {
        List<ResourceChange> changes = [.. Changes.Select(Sorted)];
        changes.Sort(ResourceChange.Compare);
        return this with
        {
            Changes = changes,
            Warnings = [.. Warnings.OrderBy(w => w.Code, StringComparer.Ordinal).ThenBy(w => w.Message, StringComparer.Ordinal)],
            NotCompared =
            [
                .. NotCompared
                    .Select(n => n with { Fields = [.. n.Fields.Order(StringComparer.Ordinal)] })
                    .OrderBy(n => ResourceKind.Rank(n.Kind)).ThenBy(n => n.Name, StringComparer.Ordinal),
            ],
            Targets = [.. Targets.Order(StringComparer.Ordinal)],
            Replace = [.. Replace.Order(StringComparer.Ordinal)],
            Resize = [.. Resize.Order(StringComparer.Ordinal)],
            PowerOn = [.. PowerOn.Order(StringComparer.Ordinal)],
        };
    }

    private static ResourceChange Sorted(ResourceChange change) => change.Fields.Count < 2
        ? change
        : change with { Fields = [.. change.Fields.OrderBy(f => f.Name, StringComparer.Ordinal)] };
}
