namespace Stagecraft.DigitalOcean.Settings;

/// <summary>A declared load balancer.</summary>
internal sealed record LoadBalancerSettings : DeclaredResource
{
    /// <summary>The role of the hosts that receive the traffic.</summary>
    public required string Role { get; init; }

    public required string Region { get; init; }

    /// <summary>The VPC of the hosts, if they declare one.</summary>
    public string? VpcUuid { get; init; }

    /// <summary>The number of nodes; null if the file does not declare it.</summary>
    public int? Nodes { get; init; }

    /// <summary>In the order of the file.</summary>
    public required IReadOnlyList<ForwardRule> Rules { get; init; }

    /// <summary>The health check; null if the file does not declare it.</summary>
    public LoadBalancerHealth? Health { get; init; }

    /// <summary>Whether HTTP is redirected; null if the file does not declare it.</summary>
    public bool? Redirect { get; init; }

    /// <summary>The health check of a new load balancer: without a declared one, TCP to the port of the first rule.</summary>
    public LoadBalancerHealth? NewHealth => Health
        ?? (Rules.FirstOrDefault(r => r.TargetProtocol != ForwardText.Udp) is { } rule
            ? new LoadBalancerHealth(ForwardText.Tcp, rule.TargetPort, null) : null);

    public override string ToString() => base.ToString();
}
