using System.Xml.Linq;
using Stagecraft.Aws.Sandbox.Core;
using Stagecraft.Aws.Sandbox.Protocol;
using Stagecraft.Aws.Sandbox.State;

namespace Stagecraft.Aws.Sandbox.Endpoints.Networks;

/// <summary><c>DescribeVpcs</c> and <c>DescribeVpcAttribute</c>.</summary>
internal static class Vpcs
{
    private static readonly ResourceList<Vpc> List = new(
        "vpcSet", "VpcId", vpc => vpc.Id, NotFound, ValuesOf, Content);

    public static ApiResult Describe(ApiCall call) => List.Describe(call, call.Region.Vpcs);

    public static ApiResult DescribeAttribute(ApiCall call)
    {
        Vpc vpc = Require(call, call.Parameters.Required("VpcId"));
        string attribute = call.Parameters.Required("Attribute");
        bool value = attribute switch
        {
            "enableDnsSupport" => true,
            "enableDnsHostnames" => vpc.IsDefault,
            "enableNetworkAddressUsageMetrics" => false,
            _ => throw AwsError.InvalidValue("Attribute", attribute),
        };
        return ApiResult.Of(Xml.Text("vpcId", vpc.Id), new XElement(attribute, Xml.Bool("value", value)));
    }

    public static Vpc Require(ApiCall call, string id) => call.Region.Vpcs.Find(vpc => vpc.Id == id) ?? throw NotFound(id);

    /// <summary>The VPC of a request: the named one, or the default one.</summary>
    public static Vpc Chosen(ApiCall call) => call.Parameters.Text("VpcId") is { } id
        ? Require(call, id)
        : call.Region.Vpcs.Find(vpc => vpc.IsDefault)
            ?? throw AwsError.BadRequest("VPCIdNotSpecified", "No default VPC for this user. Specify a VPC ID.");

    private static AwsError NotFound(string id) => AwsError.NotFound("InvalidVpcID.NotFound", "vpc ID", id);

    private static IEnumerable<string>? ValuesOf(ApiCall call, Vpc vpc, string filter) => filter switch
    {
        "vpc-id" => [vpc.Id],
        "is-default" or "isDefault" => [Flag.Of(vpc.IsDefault)],
        "cidr" or "cidr-block" or "cidr-block-association.cidr-block" => [vpc.Cidr],
        "state" => ["available"],
        "owner-id" => [call.Account.AccountId],
        _ => null,
    };

    private static object?[] Content(ApiCall call, Vpc vpc) =>
    [
        Xml.Text("vpcId", vpc.Id),
        Xml.Text("ownerId", call.Account.AccountId),
        Xml.Text("state", "available"),
        Xml.Text("cidrBlock", vpc.Cidr),
        Xml.List("cidrBlockAssociationSet", [vpc.Cidr], cidr => new object?[]
        {
            Xml.Text("associationId", $"vpc-cidr-assoc-{vpc.Id[4..]}"),
            Xml.Text("cidrBlock", cidr),
            new XElement("cidrBlockState", Xml.Text("state", "associated")),
        }),
        Xml.Text("dhcpOptionsId", $"dopt-{vpc.Id[4..]}"),
        Xml.Text("instanceTenancy", "default"),
        Xml.Bool("isDefault", vpc.IsDefault),
        TagSet.Of(call, vpc.Id),
    ];
}
