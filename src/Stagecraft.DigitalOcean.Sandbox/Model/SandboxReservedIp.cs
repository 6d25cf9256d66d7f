namespace Stagecraft.DigitalOcean.Sandbox;

/// <summary>The actual state of a reserved IP.</summary>
public sealed record SandboxReservedIp
{
    /// <summary>The address, which is its ID.</summary>
    public required string Ip { get; init; }

    /// <summary>The region slug.</summary>
    public required string Region { get; init; }

    /// <summary>The droplet it is assigned to; null for none.</summary>
    public required long? DropletId { get; init; }
}
