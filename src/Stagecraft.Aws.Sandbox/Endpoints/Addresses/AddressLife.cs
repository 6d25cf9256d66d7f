using Stagecraft.Aws.Sandbox.Core;
using Stagecraft.Aws.Sandbox.Instances;
using Stagecraft.Aws.Sandbox.State;

namespace Stagecraft.Aws.Sandbox.Endpoints.Addresses;

/// <summary>Associations of Elastic IP addresses with instances.</summary>
internal static class AddressLife
{
    /// <summary>The associated instance; null if there is none, or if its termination ended the association.</summary>
    public static Instance? InstanceOf(ApiCall call, ElasticAddress address) => address.InstanceId is null ? null
        : call.Region.Instances.Find(instance => instance.Id == address.InstanceId && !instance.EndsIn(InstanceState.Terminated));

    /// <summary>Associates an address. It leaves its instance, and the new instance loses its public address.</summary>
    public static void Associate(ApiCall call, ElasticAddress address, Instance instance)
    {
        if (InstanceOf(call, address) is { } current)
        {
            if (current == instance)
            {
                return;
            }

            Disassociate(call, address);
        }

        foreach (ElasticAddress other in call.Region.Addresses.Where(item => item.InstanceId == instance.Id))
        {
            (other.InstanceId, other.AssociationId) = (null, null);
        }

        (address.InstanceId, address.AssociationId) = (instance.Id, call.Account.NextId("eipassoc-"));
        instance.ElasticIp = address.PublicIp;
    }

    /// <summary>Ends an association. An instance with automatic addresses gets a new public address.</summary>
    public static void Disassociate(ApiCall call, ElasticAddress address)
    {
        if (InstanceOf(call, address) is { } instance)
        {
            instance.ElasticIp = null;
            instance.PublicIp = instance.PublicIp is null ? null : InstanceLife.PublicAddress(call.Account);
        }

        (address.InstanceId, address.AssociationId) = (null, null);
    }
}
