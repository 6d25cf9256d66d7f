using Stagecraft.Aws.Sandbox.Core;
using Stagecraft.Aws.Sandbox.Instances;
using Stagecraft.Aws.Sandbox.Protocol;
using Stagecraft.Aws.Sandbox.State;

namespace Stagecraft.Aws.Sandbox.Endpoints.Addresses;

/// <summary>The actions of Elastic IP addresses.</summary>
internal static class AddressActions
{
    public static IEnumerable<ApiAction> All { get; } =
    [
        ApiAction.Read("DescribeAddresses", "AllocationId PublicIp Filter", AddressLists.Describe),
        ApiAction.Read("DescribeAddressesAttribute", "AllocationId Attribute MaxResults NextToken", AddressLists.DescribeAttribute),
        ApiAction.Write("AllocateAddress", "Domain NetworkBorderGroup TagSpecification", Allocate),
        ApiAction.Write("ReleaseAddress", "AllocationId PublicIp NetworkBorderGroup", Release),
        ApiAction.Write(
            "AssociateAddress", "AllocationId PublicIp InstanceId NetworkInterfaceId PrivateIpAddress AllowReassociation", Associate),
        ApiAction.Write("DisassociateAddress", "AssociationId PublicIp", Disassociate),
    ];

    private static ApiResult Allocate(ApiCall call)
    {
        if (call.Parameters.Text("Domain") is { } domain and not "vpc")
        {
            throw AwsError.InvalidValue("Domain", domain);
        }

        IReadOnlyList<Tag> tags = TagReader.Specification(call.Parameters, "elastic-ip");
        if (call.Region.Addresses.Count >= call.Conditions.AddressLimit)
        {
            throw AwsError.BadRequest("AddressLimitExceeded", "The maximum number of addresses has been reached.");
        }

        call.EndDryRun();
        ElasticAddress address = new ElasticAddress
        {
            AllocationId = call.Account.NextId("eipalloc-"),
            PublicIp = InstanceLife.PublicAddress(call.Account),
        };
        call.Region.Addresses.Add(address);
        call.Region.Tags.Add(address.AllocationId, tags, call.Now);
        return ApiResult.Of(
            Xml.Text("publicIp", address.PublicIp),
            Xml.Text("domain", "vpc"),
            Xml.Text("allocationId", address.AllocationId),
            Xml.Text("publicIpv4Pool", "amazon"),
            Xml.Text("networkBorderGroup", call.Region.Name));
    }

    private static ApiResult Release(ApiCall call)
    {
        ElasticAddress address = Chosen(call);
        if (AddressLife.InstanceOf(call, address) is not null)
        {
            throw AwsError.BadRequest("InvalidIPAddress.InUse", $"Address {address.PublicIp} is in use.");
        }

        call.EndDryRun();
        call.Region.Addresses.Remove(address);
        call.Region.Tags.Remove(address.AllocationId);
        return ApiResult.True;
    }

    private static ApiResult Associate(ApiCall call)
    {
        ElasticAddress address = Chosen(call);
        Instance instance = InstanceOf(call);
        Instance? current = AddressLife.InstanceOf(call, address);
        if (current is not null && current != instance && call.Parameters.Bool("AllowReassociation") == false)
        {
            throw AwsError.BadRequest(
                "Resource.AlreadyAssociated", $"resource {address.AllocationId} is already associated with {address.AssociationId}");
        }

        if (instance.StateAt(call.Now) is not (InstanceState.Running or InstanceState.Stopped or InstanceState.Stopping))
        {
            throw AwsError.BadRequest(
                "InvalidInstanceID",
                $"The {StateNames.Of(instance.StateAt(call.Now))} instance '{instance.Id}' is not in a valid state for this operation.");
        }

        call.EndDryRun();
        AddressLife.Associate(call, address, instance);
        return ApiResult.Of(Xml.Bool("return", true), Xml.Text("associationId", address.AssociationId));
    }

    private static ApiResult Disassociate(ApiCall call)
    {
        string? id = call.Parameters.Text("AssociationId");
        string? ip = id is null ? call.Parameters.Required("PublicIp") : null;
        ElasticAddress address = call.Region.Addresses.Find(item =>
            (id is not null ? item.AssociationId == id : item.PublicIp == ip) && AddressLife.InstanceOf(call, item) is not null)
            ?? throw AwsError.NotFound("InvalidAssociationID.NotFound", "association ID", id ?? ip!);
        call.EndDryRun();
        AddressLife.Disassociate(call, address);
        return ApiResult.True;
    }

    private static ElasticAddress Chosen(ApiCall call)
    {
        if (call.Parameters.Text("AllocationId") is { } id)
        {
            return call.Region.Addresses.Find(address => address.AllocationId == id) ?? throw AddressLists.NotFound(id);
        }

        string ip = call.Parameters.Required("PublicIp");
        return call.Region.Addresses.Find(address => address.PublicIp == ip)
            ?? throw AwsError.BadRequest("InvalidAddress.NotFound", $"Address '{ip}' not found.");
    }

    private static Instance InstanceOf(ApiCall call)
    {
        if (call.Parameters.Text("InstanceId") is { } id)
        {
            return InstanceFinder.Require(call, id);
        }

        string network = call.Parameters.Text("NetworkInterfaceId")
            ?? throw AwsError.InvalidCombination("Either an instance ID or a network interface ID is required.");
        return call.Region.Instances.Find(instance => instance.NetworkInterfaceId == network)
            ?? throw AwsError.NotFound("InvalidNetworkInterfaceID.NotFound", "networkInterface ID", network);
    }
}
