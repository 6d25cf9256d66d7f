namespace Stagecraft.DigitalOcean;

/// <summary>A load balancer of a <see cref="DigitalOceanEnvironment"/>.</summary>
public sealed record DigitalOceanLoadBalancer
{
    /// <summary>The role of the hosts that receive the traffic.</summary>
    public required string Role { get; init; }

    /// <summary>The region slug; it cannot be changed later. Default: null, the region of the hosts with the role.</summary>
    public string? Region { get; init; }

    /// <summary>The number of nodes, 1 to 100, each with its own price. Default: null, 1 at creation, then not compared.</summary>
    public int? Nodes { get; init; }

    /// <summary>The forwarding rules, at least one.</summary>
    public required IReadOnlyList<DigitalOceanForward> Forward { get; init; }

    /// <summary>How the load balancer checks the hosts. Default: null, <c>tcp</c> on the port of the first rule at creation, then not
    /// compared.</summary>
    public DigitalOceanHealthCheck? Health { get; init; }

    /// <summary>Whether HTTP is redirected to HTTPS. Default: null, not compared.</summary>
    public bool? RedirectHttpToHttps { get; init; }
}
