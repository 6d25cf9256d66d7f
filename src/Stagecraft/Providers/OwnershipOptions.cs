namespace Stagecraft.Providers;

/// <summary>The ownership change of a machine.</summary>
public sealed record OwnershipOptions : AccountOptions
{
    /// <summary>The environment. It need not be declared, but to adopt for it.</summary>
    public required string Environment { get; init; }

    /// <summary>What to do.</summary>
    public required OwnershipAction Action { get; init; }

    /// <summary>The host's name. To forget or to end protection, the id of one of its machines serves too.</summary>
    public required string Host { get; init; }

    /// <summary>The machine to adopt, by its id or its exact name; null otherwise.</summary>
    public string? Machine { get; init; }
}
