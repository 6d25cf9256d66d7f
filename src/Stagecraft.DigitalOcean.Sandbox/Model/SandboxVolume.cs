namespace Stagecraft.DigitalOcean.Sandbox;

/// <summary>The actual state of a volume.</summary>
public sealed record SandboxVolume
{
    /// <summary>The ID.</summary>
    public required string Id { get; init; }

    /// <summary>The name; unique in its region.</summary>
    public required string Name { get; init; }

    /// <summary>The region slug.</summary>
    public required string Region { get; init; }

    /// <summary>The size in GiB.</summary>
    public required int SizeGigabytes { get; init; }

    /// <summary>The droplet it is attached to; null for none.</summary>
    public required long? DropletId { get; init; }

    /// <summary>The tags.</summary>
    public required IReadOnlyList<string> Tags { get; init; }
}
