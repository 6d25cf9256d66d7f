using Stagecraft.Aws.Sandbox.Core;
using Stagecraft.Aws.Sandbox.Protocol;
using Stagecraft.Aws.Sandbox.State;

namespace Stagecraft.Aws.Sandbox.Endpoints.Networks;

/// <summary>Changes existing rules: their descriptions, or the rules by ID.</summary>
internal static class RuleTexts
{
    public static ApiResult Update(ApiCall call, bool isEgress)
    {
        SecurityGroup group = Groups.Chosen(call);
        Dictionary<string, string?> texts = new(StringComparer.Ordinal);
        if (call.Parameters.Has("SecurityGroupRuleDescription"))
        {
            foreach (Parameters part in call.Parameters.Structures("SecurityGroupRuleDescription"))
            {
                texts[Require(group, part.Required("SecurityGroupRuleId")).Id] = part.Text("Description");
            }
        }
        else
        {
            foreach (SecurityGroupRule wanted in RuleReader.Read(call, isEgress))
            {
                SecurityGroupRule rule = group.Rules.Find(wanted.IsSame) ?? throw AwsError.BadRequest(
                    "InvalidPermission.NotFound", "The specified rule does not exist in this security group.");
                texts[rule.Id] = wanted.Description;
            }
        }

        call.EndDryRun();
        Replace(group, rule => texts.TryGetValue(rule.Id, out string? text) ? rule with { Description = text } : rule);
        return ApiResult.True;
    }

    /// <summary><c>ModifySecurityGroupRules</c>: replaces the content of rules; their IDs and directions stay.</summary>
    public static ApiResult Modify(ApiCall call)
    {
        SecurityGroup group = Groups.Chosen(call);
        Dictionary<string, SecurityGroupRule> changed = new(StringComparer.Ordinal);
        foreach (Parameters part in call.Parameters.Structures("SecurityGroupRule"))
        {
            SecurityGroupRule old = Require(group, part.Required("SecurityGroupRuleId"));
            changed[old.Id] = RuleReader.Single(call, part.Below("SecurityGroupRule"), old.IsEgress) with { Id = old.Id };
        }

        call.EndDryRun();
        Replace(group, rule => changed.GetValueOrDefault(rule.Id, rule));
        return ApiResult.True;
    }

    private static SecurityGroupRule Require(SecurityGroup group, string id) =>
        group.Rules.Find(rule => rule.Id == id) ?? throw RuleLists.NotFound(id);

    private static void Replace(SecurityGroup group, Func<SecurityGroupRule, SecurityGroupRule> change) =>
        group.Rules = group.Rules.ConvertAll(rule => change(rule));
}
