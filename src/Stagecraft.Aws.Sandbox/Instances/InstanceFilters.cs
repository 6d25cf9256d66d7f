using Stagecraft.Aws.Sandbox.Core;
using Stagecraft.Aws.Sandbox.Protocol;
using Stagecraft.Aws.Sandbox.State;

namespace Stagecraft.Aws.Sandbox.Instances;

/// <summary>The filters of DescribeInstances and DescribeInstanceStatus.</summary>
internal static class InstanceFilters
{
    public static bool Match(ApiCall call, IReadOnlyList<Filter> filters, Instance instance)
    {
        if (filters.Count > 0 && instance.CreatedAt > call.Now - call.Conditions.FilterLag)
        {
            return false;
        }

        InstanceSnapshot indexed = InstanceSnapshot.Indexed(call, instance);
        return Filtering.Matches(filters, indexed.Tags, name =>
            OfInstance(name, indexed, call) ?? OfSettings(name, instance)
            ?? OfNetwork(name, indexed, call) ?? OfDisks(name, indexed, call));
    }

    private static IEnumerable<string>? OfInstance(string name, InstanceSnapshot indexed, ApiCall call) => name switch
    {
        "instance-id" => [indexed.Instance.Id],
        "instance-state-name" => [StateNames.Of(indexed.State)],
        "instance-state-code" => [((int)indexed.State).ToString(CultureInfo.InvariantCulture)],
        "client-token" => [indexed.Instance.ClientToken],
        "reservation-id" => [indexed.Instance.ReservationId],
        "owner-id" => [call.Account.AccountId],
        "launch-time" => [TimeText(indexed.Instance.LaunchedAt)],
        "launch-index" => [indexed.Instance.LaunchIndex.ToString(CultureInfo.InvariantCulture)],
        "state-reason-code" => Some(indexed.StateReason),
        "state-reason-message" or "reason" => Some(indexed.StateReason is null ? null : indexed.Instance.Reason),
        "availability-zone" => [indexed.Instance.Zone],
        _ => null,
    };

    private static IEnumerable<string>? OfSettings(string name, Instance instance) => name switch
    {
        "image-id" => [instance.ImageId],
        "instance-type" => [instance.Type],
        "architecture" => [instance.Architecture],
        "key-name" => Some(instance.KeyName),
        "tenancy" => [instance.Tenancy],
        "ebs-optimized" => [Text(instance.EbsOptimized)],
        "ena-support" => ["true"],
        "source-dest-check" => [Text(instance.SourceDestCheck)],
        "monitoring-state" => [instance.Monitoring ? "enabled" : "disabled"],
        "iam-instance-profile.arn" => Some(instance.ProfileArn),
        "metadata-options.http-tokens" => [instance.Metadata.HttpTokens],
        "metadata-options.http-endpoint" => [instance.Metadata.HttpEndpoint],
        "hypervisor" => ["xen"],
        "virtualization-type" => ["hvm"],
        "root-device-type" => ["ebs"],
        "root-device-name" => [instance.RootDevice],
        "platform-details" => ["Linux/UNIX"],
        "platform" or "instance-lifecycle" or "product-code" or "placement-group-name" or "host-id" or "spot-instance-request-id" => [],
        _ => null,
    };

    private static IEnumerable<string>? OfNetwork(string name, InstanceSnapshot indexed, ApiCall call)
    {
        Instance instance = indexed.Instance;
        IEnumerable<string>? values = name switch
        {
            "subnet-id" or "network-interface.subnet-id" => [instance.SubnetId],
            "vpc-id" or "network-interface.vpc-id" => [instance.VpcId],
            "private-ip-address" or "network-interface.addresses.private-ip-address" or "network-interface.private-ip-address" =>
                [instance.PrivateIp],
            "private-dns-name" => [indexed.PrivateDns],
            "ip-address" or "network-interface.association.public-ip" or "network-interface.addresses.association.public-ip" =>
                Some(indexed.PublicIp),
            "dns-name" => [indexed.PublicDns],
            "instance.group-id" or "network-interface.group-id" or "group-id" => instance.GroupIds,
            "instance.group-name" or "network-interface.group-name" or "group-name" => call.Region.SecurityGroups
                .Where(group => instance.GroupIds.Contains(group.Id)).Select(group => group.Name),
            "network-interface.network-interface-id" => [instance.NetworkInterfaceId],
            "network-interface.mac-address" => [instance.MacAddress],
            "network-interface.attachment.attach-time" => [TimeText(instance.CreatedAt)],
            "network-interface.attachment.attachment-id" => [instance.NetworkAttachmentId],
            "network-interface.availability-zone" => [instance.Zone],
            _ => null,
        };
        return values is null || indexed.HasNetwork ? values : [];
    }

    private static IEnumerable<string>? OfDisks(string name, InstanceSnapshot indexed, ApiCall call)
    {
        IEnumerable<VolumeAttachment> attachments =
            InstanceSnapshot.VolumesOf(call.Region, indexed.Instance, call.Now).Select(volume => volume.Attachment!);
        return name switch
        {
            "block-device-mapping.volume-id" =>
                InstanceSnapshot.VolumesOf(call.Region, indexed.Instance, call.Now).Select(volume => volume.Id),
            "block-device-mapping.device-name" => attachments.Select(attachment => attachment.Device),
            "block-device-mapping.delete-on-termination" => attachments.Select(attachment => Text(attachment.DeleteOnTermination)),
            "block-device-mapping.attach-time" => attachments.Select(attachment => TimeText(attachment.AttachedAt)),
            "block-device-mapping.status" => attachments.Select(_ => "attached"),
            _ => null,
        };
    }

    private static string[] Some(string? value) => value is null ? [] : [value];

    private static string Text(bool value) => value ? "true" : "false";

    private static string TimeText(DateTimeOffset time) => Xml.Time("time", time).Value;
}
