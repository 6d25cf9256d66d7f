using Stagecraft.Aws.Api;
using Stagecraft.Aws.Api.Client;

namespace Stagecraft.Aws.Resources;

/// <summary>A request that adds rules to a security group, or removes some.</summary>
/// <param name="IsEgress">Whether they apply to outgoing connections.</param>
/// <param name="Adds">Whether they are added.</param>
/// <param name="Rules">The rules.</param>
internal sealed record RuleChange(bool IsEgress, bool Adds, IReadOnlyList<AwsRule> Rules)
{
    /// <summary>The requests that are needed, in their order. Rules of a group in use are added before others are removed, so that
    /// permitted
    /// traffic is never interrupted. A new group loses the rule that allows all outbound traffic first.</summary>
    public static IEnumerable<RuleChange> Between(SecurityGroup group, IReadOnlyList<GroupRule> declared)
    {
        HashSet<GroupRule> actual = [.. GroupRules.Actual(group.Group)];
        HashSet<GroupRule> wanted = [.. declared];
        AwsRule[] Added(bool isEgress) => [.. declared.Where(r => r.IsEgress == isEgress && !actual.Contains(r)).Select(r => r.ToAws())];
        AwsRule[] Removed(bool isEgress) =>
        [
            .. (isEgress ? group.Group.Egress : group.Group.Ingress).Where(r => !wanted.Contains(GroupRule.Of(isEgress, r))),
        ];
        RuleChange[] additions = [new(false, true, Added(false)), new(true, true, Added(true))];
        RuleChange[] removals = [new(true, false, Removed(true)), new(false, false, Removed(false))];
        RuleChange[] ordered = group.Attached.Count > 0 ? [.. additions, .. removals] : [.. removals, .. additions];
        return ordered.Where(c => c.Rules.Count > 0);
    }

    public Task<WriteResult<string>> SendAsync(
        NetworkClient network, string groupId, Func<bool> precondition, CancellationToken cancellationToken) => Adds
            ? network.AuthorizeAsync(groupId, IsEgress, Rules, precondition, cancellationToken)
            : network.RevokeAsync(groupId, IsEgress, Rules, precondition, cancellationToken);
}
