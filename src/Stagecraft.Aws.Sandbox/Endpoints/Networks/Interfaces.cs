using System.Xml.Linq;
using Stagecraft.Aws.Sandbox.Core;
using Stagecraft.Aws.Sandbox.Instances;
using Stagecraft.Aws.Sandbox.Protocol;
using Stagecraft.Aws.Sandbox.State;

namespace Stagecraft.Aws.Sandbox.Endpoints.Networks;

/// <summary>The primary network interfaces of instances.</summary>
internal static class Interfaces
{
    private static readonly ResourceList<Instance> List = new(
        "networkInterfaceSet", "NetworkInterfaceId", instance => instance.NetworkInterfaceId, NotFound, ValuesOf, Content);

    public static ApiResult Describe(ApiCall call) => List.Describe(call, All(call));

    /// <summary>Changes the security groups or the source and destination check.</summary>
    public static ApiResult Modify(ApiCall call)
    {
        string id = call.Parameters.Required("NetworkInterfaceId");
        Instance instance = All(call).FirstOrDefault(item => item.NetworkInterfaceId == id) ?? throw NotFound(id);
        IReadOnlyList<string> groups = call.Parameters.List("SecurityGroupId");
        foreach (string group in groups)
        {
            if (Groups.Require(call, group).VpcId != instance.VpcId)
            {
                throw AwsError.BadRequest("InvalidGroup.NotFound", $"The security group '{group}' is in another VPC");
            }
        }

        bool? check = call.Parameters.Below("SourceDestCheck").Bool("Value");
        call.EndDryRun();
        instance.GroupIds = groups.Count > 0 ? [.. groups] : instance.GroupIds;
        instance.SourceDestCheck = check ?? instance.SourceDestCheck;
        return ApiResult.True;
    }

    private static IEnumerable<Instance> All(ApiCall call) =>
        call.Region.Instances.Where(instance => instance.StateAt(call.Now) != InstanceState.Terminated);

    private static AwsError NotFound(string id) =>
        AwsError.NotFound("InvalidNetworkInterfaceID.NotFound", "networkInterface ID", id);

    private static IEnumerable<string>? ValuesOf(ApiCall call, Instance instance, string filter) => filter switch
    {
        "network-interface-id" => [instance.NetworkInterfaceId],
        "group-id" => instance.GroupIds,
        "attachment.instance-id" => [instance.Id],
        "attachment.attachment-id" => [instance.NetworkAttachmentId],
        "subnet-id" => [instance.SubnetId],
        "vpc-id" => [instance.VpcId],
        "availability-zone" => [instance.Zone],
        "private-ip-address" or "addresses.private-ip-address" => [instance.PrivateIp],
        "status" => ["in-use"],
        "description" => [""],
        "owner-id" => [call.Account.AccountId],
        _ => null,
    };

    private static object?[] Content(ApiCall call, Instance instance) =>
    [
        .. InterfaceView.List(call, instance, InstanceSnapshot.Shown(call, instance)).Elements("item").Elements(),
        Xml.Text("availabilityZone", instance.Zone),
        TagSet.Of(call, instance.NetworkInterfaceId),
    ];
}
