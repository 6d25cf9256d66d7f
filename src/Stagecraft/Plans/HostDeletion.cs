namespace Stagecraft.Plans;

/// <summary>A machine that is deleted.</summary>
public sealed record HostDeletion
{
    /// <summary>The host's name, or null where the machine's name gives no valid one.</summary>
    public required string? Name { get; init; }

    /// <summary>The machine's name in the account.</summary>
    public required string MachineName { get; init; }

    /// <summary>Its role, or null without exactly one role tag.</summary>
    public required string? Role { get; init; }

    /// <summary>The size slug.</summary>
    public required string Size { get; init; }

    /// <summary>The region slug.</summary>
    public required string Region { get; init; }

    /// <summary>The machine's id: deletes are by id only.</summary>
    public required ResourceId Id { get; init; }

    /// <summary>Why.</summary>
    public required DeleteReason Reason { get; init; }
}
