using System.Xml.Linq;
using Stagecraft.Aws.Sandbox.Core;
using Stagecraft.Aws.Sandbox.Protocol;
using Stagecraft.Aws.Sandbox.State;

namespace Stagecraft.Aws.Sandbox.Endpoints.Networks;

/// <summary><c>DescribeSecurityGroupRules</c>, and the rules in responses.</summary>
internal static class RuleLists
{
    private static readonly ResourceList<GroupedRule> List = new(
        "securityGroupRuleSet",
        "SecurityGroupRuleId",
        item => item.Rule.Id,
        NotFound,
        (_, item, filter) => filter switch
        {
            "group-id" => [item.Group.Id],
            "security-group-rule-id" => [item.Rule.Id],
            _ => null,
        },
        (call, item) => Content(call, item.Group, item.Rule));

    public static ApiResult Describe(ApiCall call) => List.Describe(
        call,
        from owner in call.Region.SecurityGroups
        from rule in owner.Rules
        select new GroupedRule(owner, rule));

    public static AwsError NotFound(string id) =>
        AwsError.NotFound("InvalidSecurityGroupRuleId.NotFound", "security group rule ID", id);

    public static object?[] Content(ApiCall call, SecurityGroup group, SecurityGroupRule rule) =>
    [
        Xml.Text("securityGroupRuleId", rule.Id),
        Xml.Text("securityGroupRuleArn", Arn.Of(call, "security-group-rule", rule.Id)),
        Xml.Text("groupId", group.Id),
        Xml.Text("groupOwnerId", call.Account.AccountId),
        Xml.Bool("isEgress", rule.IsEgress),
        Xml.Text("ipProtocol", rule.Protocol),
        Xml.Number("fromPort", rule.FromPort ?? -1),
        Xml.Number("toPort", rule.ToPort ?? -1),
        Xml.Text("cidrIpv4", rule.Ipv4),
        Xml.Text("cidrIpv6", rule.Ipv6),
        rule.GroupId is null ? null : new XElement(
            "referencedGroupInfo",
            Xml.Text("groupId", rule.GroupId),
            Xml.Text("userId", call.Account.AccountId)),
        Xml.Text("description", rule.Description),
        TagSet.Of(call, rule.Id),
    ];

    private sealed record GroupedRule(SecurityGroup Group, SecurityGroupRule Rule);
}
