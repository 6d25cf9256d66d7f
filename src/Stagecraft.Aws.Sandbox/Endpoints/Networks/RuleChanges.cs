using Stagecraft.Aws.Sandbox.Core;
using Stagecraft.Aws.Sandbox.Protocol;
using Stagecraft.Aws.Sandbox.State;

namespace Stagecraft.Aws.Sandbox.Endpoints.Networks;

/// <summary>Adds and removes rules. A request applies completely or not at all.</summary>
internal static class RuleChanges
{
    private const int MaxRules = 60;

    public static ApiResult Authorize(ApiCall call, bool isEgress)
    {
        SecurityGroup group = Groups.Chosen(call);
        IReadOnlyList<SecurityGroupRule> rules = RuleReader.Read(call, isEgress);
        IReadOnlyList<Tag> tags = TagReader.Specification(call.Parameters, "security-group-rule");
        for (int i = 0; i < rules.Count; i++)
        {
            if (group.Rules.Exists(rules[i].IsSame) || rules.Take(i).Any(rules[i].IsSame))
            {
                throw Duplicate(rules[i]);
            }
        }

        if (group.Rules.Count(rule => rule.IsEgress == isEgress) + rules.Count > MaxRules)
        {
            throw AwsError.BadRequest(
                "RulesPerSecurityGroupLimitExceeded", $"The maximum number of rules per security group has been reached: {MaxRules}.");
        }

        call.EndDryRun();
        IReadOnlyList<SecurityGroupRule> added = [.. rules.Select(rule => rule with { Id = call.Account.NextId("sgr-") })];
        group.Rules.AddRange(added);
        foreach (SecurityGroupRule rule in added)
        {
            call.Region.Tags.Add(rule.Id, tags, call.Now);
        }

        return ApiResult.Of(
            Xml.Bool("return", true),
            Xml.List("securityGroupRuleSet", added, rule => RuleLists.Content(call, group, rule)));
    }

    public static ApiResult Revoke(ApiCall call, bool isEgress)
    {
        SecurityGroup group = Groups.Chosen(call);
        IReadOnlyList<SecurityGroupRule> rules = Selected(call, group, isEgress);
        call.EndDryRun();
        foreach (SecurityGroupRule rule in rules)
        {
            group.Rules.Remove(rule);
            call.Region.Tags.Remove(rule.Id);
        }

        return ApiResult.Of(
            Xml.Bool("return", true),
            Xml.List("revokedSecurityGroupRuleSet", rules, rule => new object?[]
            {
                Xml.Text("securityGroupRuleId", rule.Id),
                Xml.Text("groupId", group.Id),
                Xml.Bool("isEgress", rule.IsEgress),
                Xml.Text("ipProtocol", rule.Protocol),
                Xml.Number("fromPort", rule.FromPort ?? -1),
                Xml.Number("toPort", rule.ToPort ?? -1),
                Xml.Text("cidrIpv4", rule.Ipv4),
                Xml.Text("cidrIpv6", rule.Ipv6),
                Xml.Text("referencedGroupId", rule.GroupId),
                Xml.Text("description", rule.Description),
            }));
    }

    /// <summary>The existing rules that a request names by ID or by traffic.</summary>
    public static IReadOnlyList<SecurityGroupRule> Selected(ApiCall call, SecurityGroup group, bool isEgress)
    {
        if (call.Parameters.Has("SecurityGroupRuleId"))
        {
            return [.. call.Parameters.List("SecurityGroupRuleId").Distinct(StringComparer.Ordinal)
                .Select(id => group.Rules.Find(rule => rule.Id == id && rule.IsEgress == isEgress) ?? throw RuleLists.NotFound(id))];
        }

        return [.. RuleReader.Read(call, isEgress).Select(wanted => group.Rules.Find(wanted.IsSame)
            ?? throw AwsError.BadRequest(
                "InvalidPermission.NotFound", "The specified rule does not exist in this security group.")).Distinct()];
    }

    private static AwsError Duplicate(SecurityGroupRule rule) => AwsError.BadRequest(
        "InvalidPermission.Duplicate",
        string.Create(
            CultureInfo.InvariantCulture,
            $"the specified rule \"peer: {rule.Ipv4 ?? rule.Ipv6 ?? rule.GroupId}, {rule.Protocol.ToUpperInvariant()}, ")
        + string.Create(CultureInfo.InvariantCulture, $"from port: {rule.FromPort}, to port: {rule.ToPort}, ALLOW\" already exists"));
}
