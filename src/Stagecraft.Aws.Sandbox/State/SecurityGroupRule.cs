namespace Stagecraft.Aws.Sandbox.State;

/// <summary>A rule of a security group. It has exactly one peer: an IPv4 range, an IPv6 range or a group.</summary>
internal sealed record SecurityGroupRule
{
    public string Id { get; init; } = "";

    public bool IsEgress { get; init; }

    /// <summary><c>tcp</c>, <c>udp</c>, <c>icmp</c>, <c>icmpv6</c>, a number, or <c>-1</c> for all.</summary>
    public string Protocol { get; init; } = "-1";

    /// <summary>The first port, or the ICMP type; null for all protocols.</summary>
    public int? FromPort { get; init; }

    /// <summary>The last port, or the ICMP code; null for all protocols.</summary>
    public int? ToPort { get; init; }

    public string? Ipv4 { get; init; }

    public string? Ipv6 { get; init; }

    public string? GroupId { get; init; }

    public string? Description { get; init; }

    /// <summary>Whether both rules allow the same traffic.</summary>
    public bool IsSame(SecurityGroupRule other) => this with { Id = "", Description = null } == other with { Id = "", Description = null };

    /// <summary>The rule of a new group: all outbound traffic.</summary>
    public static SecurityGroupRule AllEgress(string id) => new() { Id = id, IsEgress = true, Ipv4 = "0.0.0.0/0" };
}
