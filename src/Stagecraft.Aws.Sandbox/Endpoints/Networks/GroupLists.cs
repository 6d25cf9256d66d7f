using System.Xml.Linq;
using Stagecraft.Aws.Sandbox.Core;
using Stagecraft.Aws.Sandbox.Protocol;
using Stagecraft.Aws.Sandbox.State;

namespace Stagecraft.Aws.Sandbox.Endpoints.Networks;

/// <summary><c>DescribeSecurityGroups</c>.</summary>
internal static class GroupLists
{
    private static readonly ResourceList<SecurityGroup> List = new(
        "securityGroupInfo", "GroupId", group => group.Id, Groups.NotFound, ValuesOf, Content);

    public static ApiResult Describe(ApiCall call)
    {
        IReadOnlyList<string> names = call.Parameters.List("GroupName");
        foreach (string name in names)
        {
            if (!call.Region.SecurityGroups.Exists(group => group.Name == name))
            {
                throw AwsError.NotFound("InvalidGroup.NotFound", "security group", name);
            }
        }

        return List.Describe(
            call, call.Region.SecurityGroups.Where(group => names.Count == 0 || names.Contains(group.Name, StringComparer.Ordinal)));
    }

    private static IEnumerable<string>? ValuesOf(ApiCall call, SecurityGroup group, string filter) => filter switch
    {
        "group-id" => [group.Id],
        "group-name" => [group.Name],
        "description" => [group.Description],
        "vpc-id" => [group.VpcId],
        "owner-id" => [call.Account.AccountId],
        _ when filter.StartsWith("ip-permission.", StringComparison.Ordinal) =>
            RuleValues(group, isEgress: false, filter["ip-permission.".Length..]),
        _ when filter.StartsWith("egress.ip-permission.", StringComparison.Ordinal) =>
            RuleValues(group, isEgress: true, filter["egress.ip-permission.".Length..]),
        _ => null,
    };

    private static IEnumerable<string>? RuleValues(SecurityGroup group, bool isEgress, string name)
    {
        IEnumerable<SecurityGroupRule> rules = group.Rules.Where(rule => rule.IsEgress == isEgress);
        return name switch
        {
            "cidr" => rules.Select(rule => rule.Ipv4).OfType<string>(),
            "ipv6-cidr" => rules.Select(rule => rule.Ipv6).OfType<string>(),
            "group-id" => rules.Select(rule => rule.GroupId).OfType<string>(),
            "protocol" => rules.Select(rule => rule.Protocol),
            "from-port" => rules.Select(rule => rule.FromPort?.ToString(CultureInfo.InvariantCulture)).OfType<string>(),
            "to-port" => rules.Select(rule => rule.ToPort?.ToString(CultureInfo.InvariantCulture)).OfType<string>(),
            _ => null,
        };
    }

    private static object?[] Content(ApiCall call, SecurityGroup group) =>
    [
        Xml.Text("ownerId", call.Account.AccountId),
        Xml.Text("groupId", group.Id),
        Xml.Text("groupName", group.Name),
        Xml.Text("groupDescription", group.Description),
        Xml.Text("vpcId", group.VpcId),
        Xml.Text("securityGroupArn", Arn.Of(call, "security-group", group.Id)),
        Permissions(call, "ipPermissions", group.Rules.Where(rule => !rule.IsEgress)),
        Permissions(call, "ipPermissionsEgress", group.Rules.Where(rule => rule.IsEgress)),
        TagSet.Of(call, group.Id),
    ];

    /// <summary>The rules, grouped by protocol and ports.</summary>
    private static XElement Permissions(ApiCall call, string name, IEnumerable<SecurityGroupRule> rules) => Xml.List(
        name,
        rules.GroupBy(rule => (rule.Protocol, rule.FromPort, rule.ToPort)),
        group => new object?[]
        {
            Xml.Text("ipProtocol", group.Key.Protocol),
            group.Key.FromPort is { } from ? Xml.Number("fromPort", from) : null,
            group.Key.ToPort is { } to ? Xml.Number("toPort", to) : null,
            Xml.List("groups", group.Where(rule => rule.GroupId is not null), rule => new object?[]
            {
                Xml.Text("userId", call.Account.AccountId), Xml.Text("groupId", rule.GroupId), Xml.Text("description", rule.Description),
            }),
            Peers("ipRanges", "cidrIp", group, rule => rule.Ipv4),
            Peers("ipv6Ranges", "cidrIpv6", group, rule => rule.Ipv6),
            new XElement("prefixListIds"),
        });

    private static XElement Peers(
        string list, string element, IEnumerable<SecurityGroupRule> rules, Func<SecurityGroupRule, string?> rangeOf) => Xml.List(
        list,
        rules.Where(rule => rangeOf(rule) is not null),
        rule => new object?[] { Xml.Text(element, rangeOf(rule)), Xml.Text("description", rule.Description) });
}
