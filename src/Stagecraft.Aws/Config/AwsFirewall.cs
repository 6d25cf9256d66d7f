namespace Stagecraft.Aws;

/// <summary>A firewall of an <see cref="AwsEnvironment"/>: a security group.</summary>
public sealed record AwsFirewall
{
    /// <summary>The roles of the hosts that the firewall applies to. Required without <see cref="All"/>, not together with
    /// it. Default: none.</summary>
    public IReadOnlyList<string> Roles { get; init; } = [];

    /// <summary>Whether the firewall applies to all hosts of the environment. Default: false.</summary>
    public bool All { get; init; }

    /// <summary>The allowed inbound traffic. All other inbound traffic is blocked. At least one rule.</summary>
    public required IReadOnlyList<AwsInboundRule> Inbound { get; init; }

    /// <summary>The allowed outbound traffic. Default: null, any.</summary>
    public IReadOnlyList<AwsOutboundRule>? Outbound { get; init; }
}
