using Stagecraft.Aws.Sandbox.Core;
using Stagecraft.Aws.Sandbox.Instances;
using Stagecraft.Aws.Sandbox.Protocol;
using Stagecraft.Aws.Sandbox.State;

namespace Stagecraft.Aws.Sandbox.Endpoints;

/// <summary>Finds resources of any type by ID.</summary>
internal static class ResourceLookup
{
    /// <summary>The type of an existing resource, such as <c>subnet</c>; null if there is none.</summary>
    public static string? TypeOf(ApiCall call, string id) => id.Split('-')[0] switch
    {
        "i" when InstanceFinder.Find(call, id) is not null => "instance",
        "eni" when call.Region.Instances.Exists(instance => instance.NetworkInterfaceId == id
            && instance.StateAt(call.Now) != InstanceState.Terminated) => "network-interface",
        "vpc" when call.Region.Vpcs.Exists(vpc => vpc.Id == id) => "vpc",
        "subnet" when call.Region.Subnets.Exists(subnet => subnet.Id == id) => "subnet",
        "sg" when call.Region.SecurityGroups.Exists(group => group.Id == id) => "security-group",
        "key" when call.Region.KeyPairs.Exists(key => key.Id == id) => "key-pair",
        "vol" when call.Region.Volumes.Exists(volume => volume.Id == id && !(volume.DeletedAt <= call.Now)) => "volume",
        "sgr" when call.Region.SecurityGroups.Exists(group => group.Rules.Exists(rule => rule.Id == id)) => "security-group-rule",
        "snap" when call.Region.Snapshots.Exists(snapshot => snapshot.Id == id) => "snapshot",
        "ami" when call.Region.Images.Exists(image => image.Id == id) => "image",
        "eipalloc" when call.Region.Addresses.Exists(address => address.AllocationId == id) => "elastic-ip",
        _ => null,
    };

    /// <exception cref="AwsError">There is no resource with this ID.</exception>
    public static void Require(ApiCall call, string id)
    {
        if (TypeOf(call, id) is null)
        {
            throw AwsError.NotFound(CodeOf(id), "ID", id);
        }
    }

    private static string CodeOf(string id) => id.Split('-')[0] switch
    {
        "i" => "InvalidInstanceID.NotFound",
        "vpc" => "InvalidVpcID.NotFound",
        "subnet" => "InvalidSubnetID.NotFound",
        "sg" => "InvalidGroup.NotFound",
        "key" => "InvalidKeyPair.NotFound",
        "vol" => "InvalidVolume.NotFound",
        "eipalloc" => "InvalidAllocationID.NotFound",
        "sgr" => "InvalidSecurityGroupRuleId.NotFound",
        "snap" => "InvalidSnapshot.NotFound",
        "ami" => "InvalidAMIID.NotFound",
        "eni" => "InvalidNetworkInterfaceID.NotFound",
        _ => "InvalidID",
    };
}
