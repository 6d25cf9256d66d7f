using Stagecraft.Aws.Api;
using Stagecraft.Aws.Settings;

namespace Stagecraft.Aws.Resources;

/// <summary>Compares the rules of declared firewalls with those of security groups (spec aws.md 8.1).</summary>
internal static class GroupRules
{
    private const string GroupOfRole = "role.";

    /// <summary>The rules that a group has to have. Rules for all ports of all protocols are one rule, as AWS has it in a new
    /// group.</summary>
    /// <param name="declared">The group.</param>
    /// <param name="context">The environment, with the ids of the groups of roles.</param>
    public static IReadOnlyList<GroupRule> Declared(SecurityGroupSettings declared, ResourceContext context)
    {
        List<GroupRule> rules = [];
        foreach (IGrouping<(bool IsInbound, FirewallEndpoint Endpoint), FirewallRule> peer in declared.Rules
            .SelectMany(r => r.Endpoints.Select(e => (Rule: r, Endpoint: e)))
            .GroupBy(p => (p.Rule.IsInbound, p.Endpoint), p => p.Rule))
        {
            (AwsPeerKind kind, string text) = Peer(peer.Key.Endpoint, declared, context);
            HashSet<string> whole = [.. peer.Where(r => r.Ports == FirewallText.AllPorts).Select(r => r.Protocol)];
            bool isAll = FirewallKeys.Protocol.Choices.All(whole.Contains);
            rules.AddRange(isAll ? [new(!peer.Key.IsInbound, GroupRule.AllProtocols, null, null, kind, text)] : []);
            rules.AddRange(peer.Where(r => !isAll || r.Ports != FirewallText.AllPorts).Select(r => Rule(r, kind, text)));
        }

        return rules;
    }

    /// <summary>The rules that a group has.</summary>
    public static IReadOnlyList<GroupRule> Actual(AwsSecurityGroup group) =>
    [
        .. group.Ingress.Select(r => GroupRule.Of(isEgress: false, r)), .. group.Egress.Select(r => GroupRule.Of(isEgress: true, r)),
    ];

    /// <summary>The fields of the rules that a group has. Each source is shown, so that an update removes none that the plan did not
    /// show.</summary>
    public static Dictionary<string, string> Fields(AwsSecurityGroup group, ResourceContext context) => Actual(group)
        .SelectMany(r => r.FieldNames().Select(name => (Name: name, Rule: r)))
        .GroupBy(f => f.Name, f => f.Rule, StringComparer.Ordinal)
        .ToDictionary(g => g.Key, g => FirewallText.Endpoints(g.Select(r => PeerText(r, context))), StringComparer.Ordinal);

    /// <summary>The name of a group of a role that a rule needs and that does not exist yet; null if all exist.</summary>
    public static string? MissingGroup(SecurityGroupSettings declared, ResourceContext context) =>
        declared.Roles.Values.FirstOrDefault(name => !context.Resources.ContainsKey((ResourceKind.Firewall, name)));

    private static GroupRule Rule(FirewallRule rule, AwsPeerKind kind, string peer)
    {
        if (rule.Protocol == FirewallText.Icmp)
        {
            return new(!rule.IsInbound, kind == AwsPeerKind.Ipv6 ? GroupRule.Icmpv6 : GroupRule.Icmp, -1, -1, kind, peer);
        }

        int[] ports = rule.Ports == FirewallText.AllPorts
            ? [0, GroupRule.LastPort]
            : [.. rule.Ports.Split('-').Select(p => int.Parse(p, CultureInfo.InvariantCulture))];
        return new(!rule.IsInbound, rule.Protocol, ports[0], ports[^1], kind, peer);
    }

    private static (AwsPeerKind Kind, string Text) Peer(
        FirewallEndpoint endpoint, SecurityGroupSettings declared, ResourceContext context) => endpoint.Kind switch
        {
            FirewallEndpointKind.Role =>
                (AwsPeerKind.Group, context.Resources[(ResourceKind.Firewall, declared.Roles[endpoint.Value])].Value),
            _ => (endpoint.Value.Contains(':', StringComparison.Ordinal) ? AwsPeerKind.Ipv6 : AwsPeerKind.Ipv4, endpoint.Value),
        };

    private static string PeerText(GroupRule rule, ResourceContext context) => rule.PeerKind switch
    {
        AwsPeerKind.Group => context.NameOf(ResourceKind.Firewall, new ResourceId(rule.Peer)) is { } name
            && name.StartsWith(GroupOfRole, StringComparison.Ordinal)
                ? FirewallEndpoint.OfRole(name.Split('.')[1]) : $"group {rule.Peer}",
        AwsPeerKind.PrefixList => $"prefix list {rule.Peer}",
        _ => rule.Peer,
    };
}
