namespace Stagecraft.Aws.Api.Wire;

/// <summary>Reads instances.</summary>
internal static class InstanceReader
{
    /// <summary>The instances of all reservations of a response.</summary>
    public static IEnumerable<AwsInstance> FromReservations(XmlTree response) =>
        response.Items("reservationSet").SelectMany(FromReservation);

    /// <summary>The instances of one reservation.</summary>
    public static IEnumerable<AwsInstance> FromReservation(XmlTree reservation) => reservation.Items("instancesSet").Select(Read);

    public static IReadOnlyList<AwsStateChange> StateChanges(XmlTree response) =>
    [
        .. response.Items("instancesSet").Select(i => new AwsStateChange(
            i.Required("instanceId"), i.Find("previousState")?.Text("name"), i.Find("currentState")?.Text("name"))),
    ];

    private static AwsInstance Read(XmlTree item)
    {
        XmlTree? primary = item.Items("networkInterfaceSet").OrderBy(n => n.Find("attachment")?.Integer("deviceIndex") ?? int.MaxValue)
            .FirstOrDefault();
        string id = item.Required("instanceId");
        return new AwsInstance
        {
            Id = id,
            State = item.Find("instanceState")?.Required("name") ?? "unknown",
            Type = item.Required("instanceType"),
            ImageId = item.Text("imageId"),
            KeyName = item.Text("keyName"),
            ClientToken = item.Text("clientToken"),
            Zone = item.Find("placement")?.Text("availabilityZone"),
            SubnetId = item.Text("subnetId"),
            VpcId = item.Text("vpcId"),
            PublicIpv4 = item.Text("ipAddress"),
            PrivateIpv4 = item.Text("privateIpAddress"),
            Ipv6 = item.Text("ipv6Address") ?? primary?.Items("ipv6AddressesSet").FirstOrDefault()?.Text("ipv6Address"),
            HasElasticIp = primary?.Find("association")?.Text("ipOwnerId") is { } owner && owner != "amazon",
            LaunchTime = item.Time("launchTime"),
            AttachTime = primary?.Find("attachment")?.Time("attachTime"),
            Tags = item.Tags(),
            SecurityGroups = [.. item.Items("groupSet").Select(g => new AwsGroupName(g.Required("groupId"), g.Text("groupName")))],
            Volumes = [.. item.Items("blockDeviceMapping").Select(d => Attachment(d, id)).OfType<AwsAttachment>()],
            RootDevice = item.Text("rootDeviceName"),
            NetworkInterfaceId = primary?.Text("networkInterfaceId"),
            Architecture = item.Text("architecture"),
            InstanceProfile = item.Find("iamInstanceProfile")?.Text("arn"),
            Monitoring = item.Find("monitoring")?.Text("state") is { } state ? state is "enabled" or "pending" : null,
        };
    }

    private static AwsAttachment? Attachment(XmlTree device, string instanceId) =>
        device.Find("ebs") is not { } volume ? null
        : new AwsAttachment(
            volume.Required("volumeId"), instanceId, device.Text("deviceName"), volume.Text("status"), volume.Flag("deleteOnTermination"));
}
