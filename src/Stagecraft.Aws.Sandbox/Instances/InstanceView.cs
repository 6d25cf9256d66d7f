using System.Xml.Linq;
using Stagecraft.Aws.Sandbox.Core;
using Stagecraft.Aws.Sandbox.Protocol;
using Stagecraft.Aws.Sandbox.State;

namespace Stagecraft.Aws.Sandbox.Instances;

/// <summary>The XML of instances and reservations.</summary>
internal static class InstanceView
{
    /// <summary>The content of a reservation.</summary>
    public static object?[] Reservation(ApiCall call, string id, IEnumerable<Instance> instances) =>
    [
        Xml.Text("reservationId", id),
        Xml.Text("ownerId", call.Account.AccountId),
        new XElement("groupSet"),
        Xml.List("instancesSet", instances, instance => Instance(call, instance)),
    ];

    /// <summary>The groups of an instance, by ID and name.</summary>
    public static XElement Groups(ApiCall call, Instance instance) => Xml.List("groupSet", instance.GroupIds, id => new object?[]
    {
        Xml.Text("groupId", id), Xml.Text("groupName", call.Region.SecurityGroups.Find(group => group.Id == id)?.Name ?? ""),
    });

    /// <summary>The block device mapping of an instance.</summary>
    public static XElement Disks(ApiCall call, Instance instance) => Xml.List(
        "blockDeviceMapping", InstanceSnapshot.VolumesOf(call.Region, instance, call.Now), volume => new object?[]
        {
            Xml.Text("deviceName", volume.Attachment!.Device),
            new XElement(
                "ebs",
                Xml.Text("volumeId", volume.Id),
                Xml.Text("status", "attached"),
                Xml.Time("attachTime", volume.Attachment.AttachedAt),
                Xml.Bool("deleteOnTermination", volume.Attachment.DeleteOnTermination)),
        });

    public static XElement Metadata(string name, MetadataOptions options) => new(
        name,
        Xml.Text("state", "applied"),
        Xml.Text("httpTokens", options.HttpTokens),
        Xml.Number("httpPutResponseHopLimit", options.HopLimit),
        Xml.Text("httpEndpoint", options.HttpEndpoint),
        Xml.Text("httpProtocolIpv6", options.HttpProtocolIpv6),
        Xml.Text("instanceMetadataTags", options.InstanceMetadataTags));

    public static XElement Tags(IReadOnlyList<Tag> tags) => Xml.List("tagSet", tags, tag => new object?[]
    {
        Xml.Text("key", tag.Key), Xml.Text("value", tag.Value),
    });

    private static object?[] Instance(ApiCall call, Instance instance)
    {
        InstanceSnapshot shown = InstanceSnapshot.Shown(call, instance);
        return
        [
            Xml.Text("instanceId", instance.Id),
            Xml.Text("imageId", instance.ImageId),
            StateNames.Element("instanceState", shown.State),
            Xml.Text("privateDnsName", shown.PrivateDns),
            Xml.Text("dnsName", shown.PublicDns),
            Xml.Text("reason", instance.Reason ?? ""),
            Xml.Text("keyName", instance.KeyName),
            Xml.Number("amiLaunchIndex", instance.LaunchIndex),
            new XElement("productCodes"),
            Xml.Text("instanceType", instance.Type),
            Xml.Time("launchTime", instance.LaunchedAt),
            new XElement(
                "placement",
                Xml.Text("availabilityZone", instance.Zone), Xml.Text("groupName", ""), Xml.Text("tenancy", instance.Tenancy)),
            new XElement("monitoring", Xml.Text("state", instance.Monitoring ? "enabled" : "disabled")),
            .. shown.HasNetwork ? Network(call, instance, shown) : [],
            .. Settings(call, instance, shown),
        ];
    }

    private static object?[] Network(ApiCall call, Instance instance, InstanceSnapshot shown) =>
    [
        Xml.Text("subnetId", instance.SubnetId),
        Xml.Text("vpcId", instance.VpcId),
        Xml.Text("privateIpAddress", instance.PrivateIp),
        Xml.Text("ipAddress", shown.PublicIp),
        Xml.Bool("sourceDestCheck", instance.SourceDestCheck),
        Groups(call, instance),
        InterfaceView.List(call, instance, shown),
    ];

    private static object?[] Settings(ApiCall call, Instance instance, InstanceSnapshot shown) =>
    [
        shown.StateReason is { } reason
            ? new XElement("stateReason", Xml.Text("code", reason), Xml.Text("message", instance.Reason))
            : null,
        Xml.Text("architecture", instance.Architecture),
        Xml.Text("rootDeviceType", "ebs"),
        Xml.Text("rootDeviceName", instance.RootDevice),
        shown.HasNetwork ? Disks(call, instance) : new XElement("blockDeviceMapping"),
        Xml.Text("virtualizationType", "hvm"),
        Xml.Text("clientToken", instance.ClientToken),
        call.Conditions.OmitTags ? null : Tags(shown.Tags),
        Xml.Text("hypervisor", "xen"),
        Xml.Bool("ebsOptimized", instance.EbsOptimized),
        Xml.Bool("enaSupport", true),
        instance.ProfileArn is { } arn
            ? new XElement("iamInstanceProfile", Xml.Text("arn", arn), Xml.Text("id", $"AIPA{instance.Id[2..]}"))
            : null,
        new XElement("capacityReservationSpecification", Xml.Text("capacityReservationPreference", "open")),
        new XElement("hibernationOptions", Xml.Bool("configured", false)),
        Metadata("metadataOptions", instance.Metadata),
        new XElement("enclaveOptions", Xml.Bool("enabled", false)),
        Xml.Text("platformDetails", "Linux/UNIX"),
        Xml.Text("usageOperation", "RunInstances"),
        Xml.Time("usageOperationUpdateTime", instance.CreatedAt),
        new XElement("maintenanceOptions", Xml.Text("autoRecovery", "default")),
    ];
}
