using Stagecraft.Aws.Sandbox.Core;
using Stagecraft.Aws.Sandbox.Protocol;
using Stagecraft.Aws.Sandbox.State;

namespace Stagecraft.Aws.Sandbox.Endpoints.Addresses;

/// <summary><c>DescribeAddresses</c> and <c>DescribeAddressesAttribute</c>.</summary>
internal static class AddressLists
{
    private static readonly ResourceList<ElasticAddress> List = new(
        "addressesSet", "AllocationId", address => address.AllocationId, NotFound, ValuesOf, Content);

    private static readonly ResourceList<ElasticAddress> Attributes = new(
        "addressSet",
        "AllocationId",
        address => address.AllocationId,
        NotFound,
        (_, _, _) => null,
        (_, address) => new object?[] { Xml.Text("publicIp", address.PublicIp), Xml.Text("allocationId", address.AllocationId) });

    public static ApiResult Describe(ApiCall call)
    {
        IReadOnlyList<string> ips = call.Parameters.List("PublicIp");
        foreach (string ip in ips)
        {
            if (!call.Region.Addresses.Exists(address => address.PublicIp == ip))
            {
                throw AwsError.BadRequest("InvalidAddress.NotFound", $"Address '{ip}' not found.");
            }
        }

        return List.Describe(
            call, call.Region.Addresses.Where(address => ips.Count == 0 || ips.Contains(address.PublicIp, StringComparer.Ordinal)));
    }

    /// <summary>The attribute <c>domain-name</c>: no address has a reverse DNS name.</summary>
    public static ApiResult DescribeAttribute(ApiCall call) => Attributes.Describe(call, call.Region.Addresses);

    public static AwsError NotFound(string id) => AwsError.NotFound("InvalidAllocationID.NotFound", "allocation ID", id);

    private static IEnumerable<string>? ValuesOf(ApiCall call, ElasticAddress address, string filter)
    {
        Instance? instance = AddressLife.InstanceOf(call, address);
        return filter switch
        {
            "allocation-id" => [address.AllocationId],
            "public-ip" => [address.PublicIp],
            "domain" => ["vpc"],
            "network-border-group" => [call.Region.Name],
            "association-id" => instance is null ? [] : [address.AssociationId!],
            "instance-id" => instance is null ? [] : [instance.Id],
            "network-interface-id" => instance is null ? [] : [instance.NetworkInterfaceId],
            "private-ip-address" => instance is null ? [] : [instance.PrivateIp],
            _ => null,
        };
    }

    private static object?[] Content(ApiCall call, ElasticAddress address)
    {
        Instance? instance = AddressLife.InstanceOf(call, address);
        return
        [
            Xml.Text("publicIp", address.PublicIp),
            Xml.Text("allocationId", address.AllocationId),
            Xml.Text("domain", "vpc"),
            Xml.Text("publicIpv4Pool", "amazon"),
            Xml.Text("networkBorderGroup", call.Region.Name),
            Xml.Text("instanceId", instance?.Id ?? ""),
            instance is null ? null : Xml.Text("associationId", address.AssociationId),
            Xml.Text("networkInterfaceId", instance?.NetworkInterfaceId),
            instance is null ? null : Xml.Text("networkInterfaceOwnerId", call.Account.AccountId),
            Xml.Text("privateIpAddress", instance?.PrivateIp),
            TagSet.Of(call, address.AllocationId),
        ];
    }
}
