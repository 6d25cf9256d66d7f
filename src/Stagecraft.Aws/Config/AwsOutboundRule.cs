namespace Stagecraft.Aws;

/// <summary>A rule for outbound traffic of an <see cref="AwsFirewall"/>.</summary>
public sealed record AwsOutboundRule
{
    /// <summary>The ports: numbers, ranges such as <c>8000-9000</c>, or <c>all</c>. Default: empty, none, which only
    /// <c>icmp</c> permits.</summary>
    public IReadOnlyList<string> Port { get; init; } = [];

    /// <summary><c>tcp</c>, <c>udp</c> or <c>icmp</c>. Default: null, <c>tcp</c>.</summary>
    public string? Protocol { get; init; }

    /// <summary>The destinations.</summary>
    public required AwsPeers To { get; init; }
}
