namespace Stagecraft.Aws.Api.Wire;

/// <summary>Reads volumes and snapshots.</summary>
internal static class VolumeReader
{
    public static Ec2Volume Volume(XmlTree item) =>
        new(
            item.Required("volumeId"),
            item.Text("status") ?? "unknown",
            item.Integer("size") ?? 0,
            item.Text("volumeType"),
            item.Required("availabilityZone"))
        {
            Iops = item.Integer("iops"),
            Throughput = item.Integer("throughput"),
            Encrypted = item.Flag("encrypted"),
            SnapshotId = item.Text("snapshotId"),
            CreatedAt = item.Time("createTime"),
            Tags = item.Tags(),
            Attachments = [.. item.Items("attachmentSet").Select(Attachment)],
        };

    public static AwsAttachment Attachment(XmlTree item) => new(
        item.Required("volumeId"), item.Text("instanceId"), item.Text("device"), item.Text("status"), item.Flag("deleteOnTermination"));

    public static AwsVolumeModification Modification(XmlTree item) => new(
        item.Required("volumeId"),
        item.Text("modificationState"),
        item.Integer("targetSize"),
        item.Time("startTime"),
        item.Text("statusMessage"));
}
