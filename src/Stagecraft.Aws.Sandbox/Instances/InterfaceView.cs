using System.Xml.Linq;
using Stagecraft.Aws.Sandbox.Core;
using Stagecraft.Aws.Sandbox.Protocol;
using Stagecraft.Aws.Sandbox.State;

namespace Stagecraft.Aws.Sandbox.Instances;

/// <summary>The XML of the network interface of an instance. Its attach time is the time of the creation.</summary>
internal static class InterfaceView
{
    public static XElement List(ApiCall call, Instance instance, InstanceSnapshot shown) => Xml.List(
        "networkInterfaceSet",
        new[] { instance },
        _ => new object?[]
        {
            Xml.Text("networkInterfaceId", instance.NetworkInterfaceId),
            Xml.Text("subnetId", instance.SubnetId),
            Xml.Text("vpcId", instance.VpcId),
            Xml.Text("description", ""),
            Xml.Text("ownerId", call.Account.AccountId),
            Xml.Text("status", "in-use"),
            Xml.Text("macAddress", instance.MacAddress),
            Xml.Text("privateIpAddress", instance.PrivateIp),
            Xml.Text("privateDnsName", shown.PrivateDns),
            Xml.Bool("sourceDestCheck", instance.SourceDestCheck),
            InstanceView.Groups(call, instance),
            new XElement(
                "attachment",
                Xml.Text("attachmentId", instance.NetworkAttachmentId),
                Xml.Number("deviceIndex", 0),
                Xml.Text("status", shown.State == InstanceState.Pending ? "attaching" : "attached"),
                Xml.Time("attachTime", instance.CreatedAt),
                Xml.Bool("deleteOnTermination", true),
                Xml.Number("networkCardIndex", 0)),
            Association(call, instance, shown),
            Addresses(call, instance, shown),
            Xml.Text("interfaceType", "interface"),
        });

    private static XElement? Association(ApiCall call, Instance instance, InstanceSnapshot shown) => shown.PublicIp is { } ip
        ? new XElement(
            "association",
            Xml.Text("publicIp", ip),
            Xml.Text("publicDnsName", shown.PublicDns),
            Xml.Text("ipOwnerId", instance.ElasticIp is null ? "amazon" : call.Account.AccountId))
        : null;

    private static XElement Addresses(ApiCall call, Instance instance, InstanceSnapshot shown) => Xml.List(
        "privateIpAddressesSet",
        new[] { instance.PrivateIp },
        ip => new object?[]
        {
            Xml.Text("privateIpAddress", ip),
            Xml.Text("privateDnsName", shown.PrivateDns),
            Xml.Bool("primary", true),
            Association(call, instance, shown),
        });
}
