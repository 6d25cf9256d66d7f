namespace Stagecraft.DigitalOcean.Sandbox;

/// <summary>The actual state of a load balancer.</summary>
public sealed record SandboxLoadBalancer
{
    /// <summary>The ID.</summary>
    public required string Id { get; init; }

    /// <summary>The unique name.</summary>
    public required string Name { get; init; }

    /// <summary>The region slug.</summary>
    public required string Region { get; init; }

    /// <summary>The tag of its droplets; empty if they are specified by ID.</summary>
    public required string Tag { get; init; }

    /// <summary>The droplets behind it.</summary>
    public required IReadOnlyList<long> DropletIds { get; init; }

    /// <summary>The address; null until it is active.</summary>
    public required string? Ip { get; init; }
}
