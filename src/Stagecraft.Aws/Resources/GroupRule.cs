using Stagecraft.Aws.Api;

namespace Stagecraft.Aws.Resources;

/// <summary>A rule of a security group in the form in which rules are compared: the description is no part of it.</summary>
internal readonly record struct GroupRule(bool IsEgress, string Protocol, int? FromPort, int? ToPort, AwsPeerKind PeerKind, string Peer)
{
    public const string AllProtocols = "-1";
    public const string Icmp = "icmp";
    public const string Icmpv6 = "icmpv6";
    public const int LastPort = 65535;

    /// <summary>The rule as the API has it.</summary>
    public static GroupRule Of(bool isEgress, AwsRule rule)
    {
        string protocol = rule.Protocol switch
        {
            "6" => FirewallText.Tcp,
            "17" => "udp",
            "1" => Icmp,
            "58" => Icmpv6,
            _ => rule.Protocol,
        };
        (int? from, int? to) = protocol switch
        {
            AllProtocols => ((int?)null, (int?)null),
            Icmp or Icmpv6 => (rule.FromPort ?? -1, rule.ToPort ?? -1),
            FirewallText.Tcp or "udp" when rule is { FromPort: null or 0 or 1, ToPort: null or LastPort } => (0, LastPort),
            _ => (rule.FromPort, rule.ToPort),
        };
        string peer = rule.PeerKind is AwsPeerKind.Ipv4 or AwsPeerKind.Ipv6 ? AddressText.Normalize(rule.Peer) ?? rule.Peer : rule.Peer;
        return new(isEgress, protocol, from, to, rule.PeerKind, peer);
    }

    /// <summary>The rule for a request.</summary>
    public AwsRule ToAws() => new(Protocol, FromPort, ToPort, PeerKind, PeerKind switch
    {
        AwsPeerKind.Ipv4 when !Peer.Contains('/', StringComparison.Ordinal) => Peer + "/32",
        AwsPeerKind.Ipv6 when !Peer.Contains('/', StringComparison.Ordinal) => Peer + "/128",
        _ => Peer,
    });

    /// <summary>The names of the fields that show the rule: a rule for all protocols is in three of them.</summary>
    public IEnumerable<string> FieldNames()
    {
        bool isInbound = !IsEgress;
        string protocol = Protocol;
        return protocol switch
        {
            AllProtocols => [.. FirewallKeys.Protocol.Choices.Select(p => FirewallText.RuleName(isInbound, p, FirewallText.AllPorts))],
            Icmp or Icmpv6 when FromPort == -1 => [FirewallText.RuleName(isInbound, FirewallText.Icmp, FirewallText.AllPorts)],
            Icmp or Icmpv6 =>
                [FirewallText.RuleName(isInbound, FirewallText.Icmp, FirewallText.AllPorts, $"{protocol} type {FromPort} code {ToPort}")],
            _ => [FirewallText.RuleName(isInbound, protocol, Ports())],
        };
    }

    private string Ports()
    {
        if (FromPort is null || (FromPort == 0 && ToPort == LastPort))
        {
            return FirewallText.AllPorts;
        }

        string text = string.Create(CultureInfo.InvariantCulture, $"{FromPort}-{ToPort}");
        return PortRule.Normalize(text) ?? text;
    }
}
