namespace Stagecraft.DigitalOcean;

/// <summary>A firewall of a <see cref="DigitalOceanEnvironment"/>.</summary>
public sealed record DigitalOceanFirewall
{
    /// <summary>The roles of the hosts that the firewall applies to, at most 5. Required without <see cref="All"/>, not together with
    /// it. Default: none.</summary>
    public IReadOnlyList<string> Roles { get; init; } = [];

    /// <summary>Whether the firewall applies to all hosts of the environment. Default: false.</summary>
    public bool All { get; init; }

    /// <summary>The allowed inbound traffic. All other inbound traffic is blocked. At least one rule.</summary>
    public required IReadOnlyList<DigitalOceanInboundRule> Inbound { get; init; }

    /// <summary>The allowed outbound traffic. Default: null, any.</summary>
    public IReadOnlyList<DigitalOceanOutboundRule>? Outbound { get; init; }
}
