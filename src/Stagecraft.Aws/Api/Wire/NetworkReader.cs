namespace Stagecraft.Aws.Api.Wire;

/// <summary>Reads subnets, VPCs, security groups and addresses.</summary>
internal static class NetworkReader
{
    private static readonly (string List, string Member, AwsPeerKind Kind)[] Peers =
    [
        ("ipRanges", "cidrIp", AwsPeerKind.Ipv4),
        ("ipv6Ranges", "cidrIpv6", AwsPeerKind.Ipv6),
        ("groups", "groupId", AwsPeerKind.Group),
        ("prefixListIds", "prefixListId", AwsPeerKind.PrefixList),
    ];

    public static AwsSubnet Subnet(XmlTree item) => new(
        item.Required("subnetId"),
        item.Required("vpcId"),
        item.Required("availabilityZone"),
        item.Flag("defaultForAz") ?? false,
        item.Tags());

    public static AwsVpc Vpc(XmlTree item) =>
        new(item.Required("vpcId"), item.Flag("isDefault") ?? false, item.Tags());

    public static AwsSecurityGroup SecurityGroup(XmlTree item) => new(
        item.Required("groupId"),
        item.Required("groupName"),
        item.Text("vpcId"),
        item.Text("groupDescription"),
        [.. item.Items("ipPermissions").SelectMany(Rules)],
        [.. item.Items("ipPermissionsEgress").SelectMany(Rules)],
        item.Tags());

    public static AwsAddress Address(XmlTree item) => new(
        item.Required("allocationId"),
        item.Required("publicIp"),
        item.Text("associationId"),
        item.Text("instanceId"),
        item.Text("networkInterfaceId"),
        item.Tags());

    // The API combines rules with the same ports.
    private static IEnumerable<AwsRule> Rules(XmlTree permission) =>
        from peer in Peers
        from item in permission.Items(peer.List)
        select new AwsRule(
            permission.Required("ipProtocol"),
            permission.Integer("fromPort"),
            permission.Integer("toPort"),
            peer.Kind,
            item.Required(peer.Member),
            item.Text("description"));
}
