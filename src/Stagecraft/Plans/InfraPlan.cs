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
}
