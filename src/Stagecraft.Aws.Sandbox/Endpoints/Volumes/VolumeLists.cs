using Stagecraft.Aws.Sandbox.Core;
using Stagecraft.Aws.Sandbox.Protocol;
using Stagecraft.Aws.Sandbox.State;

namespace Stagecraft.Aws.Sandbox.Endpoints.Volumes;

/// <summary><c>DescribeVolumes</c>, and volumes in responses.</summary>
internal static class VolumeLists
{
    private static readonly ResourceList<Volume> List = new(
        "volumeSet", "VolumeId", volume => volume.Id, VolumeFinder.NotFound, ValuesOf, Content);

    public static ApiResult Describe(ApiCall call) => List.Describe(call, VolumeFinder.All(call));

    public static object?[] Content(ApiCall call, Volume volume)
    {
        VolumeShape shape = VolumeFinder.ShapeOf(call, volume);
        return
        [
            Xml.Text("volumeId", volume.Id),
            Xml.Number("size", shape.Gigabytes),
            Xml.Text("snapshotId", volume.SnapshotId ?? ""),
            Xml.Text("availabilityZone", volume.Zone),
            Xml.Text("status", VolumeFinder.StatusOf(call, volume)),
            Xml.Time("createTime", volume.CreatedAt),
            Xml.List("attachmentSet", Attachments(call, volume), attachment => Attachment(call, volume, attachment)),
            Xml.Text("volumeType", shape.Type),
            Number("iops", shape.Iops ?? VolumeRules.DefaultIops(shape.Gigabytes, shape.Type)),
            Number("throughput", shape.Throughput ?? VolumeRules.DefaultThroughput(shape.Type)),
            Xml.Bool("encrypted", volume.Encrypted),
            Xml.Bool("multiAttachEnabled", false),
            TagSet.Of(call, volume.Id),
        ];
    }

    public static object?[] Attachment(ApiCall call, Volume volume, VolumeAttachment attachment) =>
    [
        Xml.Text("volumeId", volume.Id),
        Xml.Text("instanceId", attachment.InstanceId),
        Xml.Text("device", attachment.Device),
        Xml.Text("status", VolumeFinder.StatusOf(call, attachment)),
        Xml.Time("attachTime", attachment.AttachedAt),
        Xml.Bool("deleteOnTermination", attachment.DeleteOnTermination),
    ];

    private static IEnumerable<VolumeAttachment> Attachments(ApiCall call, Volume volume) =>
        volume.AttachmentAt(call.Now) is { } attachment ? [attachment] : [];

    private static IEnumerable<string>? ValuesOf(ApiCall call, Volume volume, string filter) => filter switch
    {
        "volume-id" => [volume.Id],
        "availability-zone" => [volume.Zone],
        "status" => [VolumeFinder.StatusOf(call, volume)],
        "volume-type" => [VolumeFinder.ShapeOf(call, volume).Type],
        "size" => [VolumeFinder.ShapeOf(call, volume).Gigabytes.ToString(CultureInfo.InvariantCulture)],
        "snapshot-id" => volume.SnapshotId is { } id ? [id] : [],
        "encrypted" => [Flag.Of(volume.Encrypted)],
        "attachment.instance-id" => Attachments(call, volume).Select(attachment => attachment.InstanceId),
        "attachment.device" => Attachments(call, volume).Select(attachment => attachment.Device),
        "attachment.status" => Attachments(call, volume).Select(attachment => VolumeFinder.StatusOf(call, attachment)),
        "attachment.delete-on-termination" => Attachments(call, volume).Select(attachment => Flag.Of(attachment.DeleteOnTermination)),
        _ => null,
    };

    private static object? Number(string name, int? value) => value is { } known ? Xml.Number(name, known) : null;
}
