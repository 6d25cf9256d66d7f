namespace Stagecraft.Engine.Settings;

/// <summary>What the firewalls of a cloud can have.</summary>
internal sealed record FirewallLimits
{
    /// <summary>The maximum number of roles of a firewall.</summary>
    public required int MaxRoles { get; init; }

    /// <summary>The maximum number of rules of a firewall.</summary>
    public required int MaxRules { get; init; }

    /// <summary>The maximum length of the tag that the hosts of a role share; null if firewalls do not use tags.</summary>
    public int? MaxTag { get; init; }

    /// <summary>Whether a source can be a load balancer of the environment.</summary>
    public bool HasLoadBalancers { get; init; }
}
