namespace Stagecraft.Aws.Api;

/// <summary>A rule of a security group with one source or destination.</summary>
/// <param name="Protocol"><c>tcp</c>, <c>udp</c>, <c>icmp</c>, <c>icmpv6</c>, a number, or <c>-1</c> for all.</param>
/// <param name="FromPort">The first port, or the ICMP type; null if the protocol has none.</param>
/// <param name="ToPort">The last port, or the ICMP code; null if the protocol has none.</param>
/// <param name="PeerKind">What <paramref name="Peer"/> is.</param>
/// <param name="Peer">The range, or the id of the group or of the prefix list.</param>
/// <param name="Description">The description; null for none.</param>
internal sealed record AwsRule(string Protocol, int? FromPort, int? ToPort, AwsPeerKind PeerKind, string Peer, string? Description = null);
