namespace Stagecraft.Providers;

/// <summary>The ownership change of a machine.</summary>
public sealed record OwnershipOptions : AccountOptions
{
    /// <summary>The environment. It has to be declared for <see cref="OwnershipAction.Adopt"/> and
    /// <see cref="OwnershipAction.Rename"/>.</summary>
    public required string Environment { get; init; }

    /// <summary>What to do.</summary>
    public required OwnershipAction Action { get; init; }

    /// <summary>The host's name; the declared host that a machine becomes by <see cref="OwnershipAction.Adopt"/> and
    /// <see cref="OwnershipAction.Rename"/>. To forget or to end protection, the id of one of its machines is valid too.</summary>
    public required string Host { get; init; }

    /// <summary>The machine to adopt, by its id or its exact name; the machine to rename, by its present host or its id; null
    /// otherwise.</summary>
    public string? Machine { get; init; }
}
