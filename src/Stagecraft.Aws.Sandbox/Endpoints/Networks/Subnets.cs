using Stagecraft.Aws.Sandbox.Core;
using Stagecraft.Aws.Sandbox.Data;
using Stagecraft.Aws.Sandbox.Protocol;
using Stagecraft.Aws.Sandbox.State;

namespace Stagecraft.Aws.Sandbox.Endpoints.Networks;

/// <summary><c>DescribeSubnets</c>.</summary>
internal static class Subnets
{
    /// <summary>The addresses of a subnet with a prefix of 20 bits, without the five reserved ones.</summary>
    private const int Usable = 4091;

    private static readonly ResourceList<Subnet> List = new(
        "subnetSet",
        "SubnetId",
        subnet => subnet.Id,
        id => AwsError.NotFound("InvalidSubnetID.NotFound", "subnet ID", id),
        ValuesOf,
        Content);

    public static ApiResult Describe(ApiCall call) => List.Describe(call, call.Region.Subnets);

    private static IEnumerable<string>? ValuesOf(ApiCall call, Subnet subnet, string filter) => filter switch
    {
        "subnet-id" => [subnet.Id],
        "vpc-id" => [subnet.VpcId],
        "availability-zone" or "availabilityZone" => [subnet.Zone],
        "availability-zone-id" => [ZoneId(call, subnet)],
        "default-for-az" or "defaultForAz" => [Flag.Of(subnet.IsDefault)],
        "map-public-ip-on-launch" => [Flag.Of(subnet.MapsPublicIp)],
        "cidr" or "cidr-block" or "cidrBlock" => [subnet.Cidr],
        "state" => ["available"],
        "owner-id" => [call.Account.AccountId],
        _ => null,
    };

    private static object?[] Content(ApiCall call, Subnet subnet) =>
    [
        Xml.Text("subnetId", subnet.Id),
        Xml.Text("subnetArn", Arn.Of(call, "subnet", subnet.Id)),
        Xml.Text("state", "available"),
        Xml.Text("ownerId", call.Account.AccountId),
        Xml.Text("vpcId", subnet.VpcId),
        Xml.Text("cidrBlock", subnet.Cidr),
        Xml.Number("availableIpAddressCount", Usable - subnet.Addresses),
        Xml.Text("availabilityZone", subnet.Zone),
        Xml.Text("availabilityZoneId", ZoneId(call, subnet)),
        Xml.Bool("defaultForAz", subnet.IsDefault),
        Xml.Bool("mapPublicIpOnLaunch", subnet.MapsPublicIp),
        Xml.Bool("assignIpv6AddressOnCreation", false),
        TagSet.Of(call, subnet.Id),
    ];

    private static string ZoneId(ApiCall call, Subnet subnet) =>
        RegionTable.Find(call.Region.Name)?.FindZone(subnet.Zone)?.Id ?? "";
}
