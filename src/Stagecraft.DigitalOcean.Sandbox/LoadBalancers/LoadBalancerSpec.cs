namespace Stagecraft.DigitalOcean.Sandbox.LoadBalancers;

/// <summary>The settings of a load balancer.</summary>
internal sealed record LoadBalancerSpec
{
    public required string Name { get; init; }

    public required string Region { get; init; }

    public required string VpcUuid { get; init; }

    /// <summary>The UUID of the project to assign it to; empty to keep its project.</summary>
    public required string ProjectId { get; init; }

    public required int SizeUnit { get; init; }

    public required IReadOnlyList<ForwardingRule> ForwardingRules { get; init; }

    public required HealthCheck HealthCheck { get; init; }

    public required StickySessions StickySessions { get; init; }

    public required LoadBalancerFirewall Firewall { get; init; }

    public required bool RedirectHttpToHttps { get; init; }

    public required bool EnableProxyProtocol { get; init; }

    public required bool EnableBackendKeepalive { get; init; }

    public required int HttpIdleTimeoutSeconds { get; init; }

    public required bool DisableLetsEncryptDnsRecords { get; init; }

    public required string NetworkStack { get; init; }

    public required string Type { get; init; }

    public required string TlsCipherPolicy { get; init; }

    /// <summary>The tag of its droplets; empty if they are specified by ID.</summary>
    public required string Tag { get; init; }

    /// <summary>The droplets specified by ID.</summary>
    public required IReadOnlyList<long> DropletIds { get; init; }
}
