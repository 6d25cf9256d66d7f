using Stagecraft.Aws.Sandbox.Core;

namespace Stagecraft.Aws.Sandbox.Endpoints.Networks;

/// <summary>The actions of VPCs, subnets and security groups.</summary>
internal static class NetworkActions
{
    private const string Rule =
        "GroupId GroupName IpPermissions IpProtocol FromPort ToPort CidrIp SourceSecurityGroupName TagSpecification";

    private const string Removal =
        "GroupId GroupName SecurityGroupRuleId IpPermissions IpProtocol FromPort ToPort CidrIp SourceSecurityGroupName";

    private const string Texts = $"{Removal} SecurityGroupRuleDescription";

    public static IEnumerable<ApiAction> All { get; } =
    [
        ApiAction.Read("DescribeVpcs", "VpcId Filter MaxResults NextToken", Vpcs.Describe),
        ApiAction.Read("DescribeVpcAttribute", "VpcId Attribute", Vpcs.DescribeAttribute),
        ApiAction.Read("DescribeSubnets", "SubnetId Filter MaxResults NextToken", Subnets.Describe),
        ApiAction.Read("DescribeSecurityGroups", "GroupId GroupName Filter MaxResults NextToken", GroupLists.Describe)
            with { UnfilteredLimit = ThrottleLimit.UnfilteredRead },
        ApiAction.Read("DescribeSecurityGroupRules", "SecurityGroupRuleId Filter MaxResults NextToken", RuleLists.Describe),
        ApiAction.Write("CreateSecurityGroup", "GroupName GroupDescription VpcId TagSpecification", Groups.Create),
        ApiAction.Write("DeleteSecurityGroup", "GroupId GroupName", Groups.Delete),
        ApiAction.Write("AuthorizeSecurityGroupIngress", Rule, call => RuleChanges.Authorize(call, isEgress: false)),
        ApiAction.Write("AuthorizeSecurityGroupEgress", Rule, call => RuleChanges.Authorize(call, isEgress: true)),
        ApiAction.Write("RevokeSecurityGroupIngress", Removal, call => RuleChanges.Revoke(call, isEgress: false)),
        ApiAction.Write("RevokeSecurityGroupEgress", Removal, call => RuleChanges.Revoke(call, isEgress: true)),
        ApiAction.Write(
            "UpdateSecurityGroupRuleDescriptionsIngress", Texts, call => RuleTexts.Update(call, isEgress: false)),
        ApiAction.Write(
            "UpdateSecurityGroupRuleDescriptionsEgress", Texts, call => RuleTexts.Update(call, isEgress: true)),
        ApiAction.Read("DescribeNetworkInterfaces", "NetworkInterfaceId Filter MaxResults NextToken", Interfaces.Describe),
        ApiAction.Write("ModifyNetworkInterfaceAttribute", "NetworkInterfaceId SecurityGroupId SourceDestCheck", Interfaces.Modify),
        ApiAction.Write("ModifySecurityGroupRules", "GroupId SecurityGroupRule", RuleTexts.Modify),
    ];
}
