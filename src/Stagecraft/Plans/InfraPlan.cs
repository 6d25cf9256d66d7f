namespace Stagecraft.Plans;

/// <summary>What differs between the config and the account. A value: it knows no screen and no clock.</summary>
public sealed record InfraPlan
{
    /// <summary>The provider's id.</summary>
    public required string Provider { get; init; }

    /// <summary>The project, or null.</summary>
    public required string? Project { get; init; }

    /// <summary>The environment.</summary>
    public required string Environment { get; init; }

    /// <summary>Hosts to create, sorted ordinally by name.</summary>
    public required IReadOnlyList<HostSpec> ToCreate { get; init; }

    /// <summary>Machines to delete, sorted ordinally by name, then id.</summary>
    public required IReadOnlyList<HostDeletion> ToDelete { get; init; }

    /// <summary>Hosts to protect from deletion, sorted ordinally by name.</summary>
    public IReadOnlyList<HostProtection> ToProtect { get; init; } = [];

    /// <summary>Differences that are reported only, sorted ordinally by name, then id, then field.</summary>
    public required IReadOnlyList<HostDrift> Drift { get; init; }

    /// <summary>Hosts that exist as declared, sorted ordinally by name.</summary>
    public required IReadOnlyList<UnchangedHost> Unchanged { get; init; }

    /// <summary>What a reader should know, sorted ordinally by code, then message.</summary>
    public required IReadOnlyList<PlanWarning> Warnings { get; init; }

    /// <summary>The monthly price, before and after.</summary>
    public required PlanCost Cost { get; init; }

    /// <summary>What the plan was made from.</summary>
    public required PlanFingerprint Fingerprint { get; init; }

    /// <summary>The hosts that the plan is limited to, sorted ordinally; empty where it is of all.</summary>
    public IReadOnlyList<string> Targets { get; init; } = [];

    /// <summary>The hosts that were to be deleted and created anew, sorted ordinally.</summary>
    public IReadOnlyList<string> Replace { get; init; } = [];

    /// <summary>Whether there is nothing to create, nothing to delete, nothing to protect and no drift.</summary>
    public bool InSync => !HasChanges && Drift.Count == 0;

    /// <summary>Whether applying the plan would change anything.</summary>
    public bool HasChanges => ToCreate.Count > 0 || ToDelete.Count > 0 || ToProtect.Count > 0;

    /// <summary>The plan with its lists, and the tags of its hosts, in the order that they have to be in. Of equal ones none is dropped.</summary>
    public InfraPlan Sorted() => this with
    {
        ToCreate = [.. ToCreate.OrderBy(h => h.Name, StringComparer.Ordinal).Select(h => h with { Tags = [.. h.Tags.Order(StringComparer.Ordinal)] })],
        ToDelete = [.. ToDelete.OrderBy(d => d.Name, StringComparer.Ordinal).ThenBy(d => d.Id)],
        ToProtect = [.. ToProtect.OrderBy(p => p.Name, StringComparer.Ordinal)],
        Drift = [.. Drift.OrderBy(d => d.Name, StringComparer.Ordinal).ThenBy(d => d.Id).ThenBy(d => d.Field, StringComparer.Ordinal)],
        Unchanged = [.. Unchanged.OrderBy(h => h.Name, StringComparer.Ordinal).ThenBy(h => h.Id)],
        Warnings = [.. Warnings.OrderBy(w => w.Code, StringComparer.Ordinal).ThenBy(w => w.Message, StringComparer.Ordinal)],
        Targets = [.. Targets.Order(StringComparer.Ordinal)],
        Replace = [.. Replace.Order(StringComparer.Ordinal)],
    };
}
