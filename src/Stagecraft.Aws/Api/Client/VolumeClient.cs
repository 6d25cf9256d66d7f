using System.Xml;
using Stagecraft.Aws.Api.Wire;

namespace Stagecraft.Aws.Api.Client;

/// <summary>Volumes and snapshots of one region.</summary>
internal sealed class VolumeClient(Ec2Requests requests, Ec2Lists lists)
{
    private const int PageSize = 500;

    public Task<Listing<Ec2Volume>> ListAsync(
        IReadOnlyList<Ec2Filter> filters, RequestPriority priority, CancellationToken cancellationToken) =>
        lists.ReadAsync(
            () => requests.Query("DescribeVolumes").Add("MaxResults", PageSize),
            filters,
            response => response.Items("volumeSet").Select(VolumeReader.Volume),
            v => v.Id,
            cancellationToken,
            priority);

    /// <summary>Reads the last change of each volume, by the filter <c>volume-id</c>; volumes without a change are missing.</summary>
    public Task<Listing<AwsVolumeModification>> ListModificationsAsync(
        IReadOnlyList<Ec2Filter> filters, RequestPriority priority, CancellationToken cancellationToken) =>
        lists.ReadAsync(
            () => requests.Query("DescribeVolumesModifications").Add("MaxResults", PageSize),
            filters,
            response => response.Items("volumeModificationSet").Select(VolumeReader.Modification),
            m => $"{m.VolumeId} {m.StartedAt:O}",
            cancellationToken,
            priority);

    /// <summary>Creates a volume. The client token makes the request repeatable.</summary>
    /// <param name="volume">The volume.</param>
    /// <param name="precondition">Called immediately before each attempt. False: the attempt is not sent.</param>
    /// <param name="cancellationToken">Cancels the wait before the request is sent.</param>
    public Task<WriteResult<Ec2Volume>> CreateAsync(CreateVolume volume, Func<bool>? precondition, CancellationToken cancellationToken) =>
        requests.WriteAsync(
            requests.Query("CreateVolume")
                .Add("AvailabilityZone", volume.Zone)
                .Add("Size", volume.Size)
                .Add("VolumeType", volume.Type)
                .Add("Iops", volume.Iops)
                .Add("Throughput", volume.Throughput)
                .Add("Encrypted", volume.Encrypted)
                .Add("SnapshotId", volume.SnapshotId)
                .Add("ClientToken", volume.ClientToken)
                .AddTagSpecification(1, "volume", volume.Tags),
            VolumeReader.Volume,
            precondition,
            cancellationToken,
            isIdempotent: true);

    public Task<WriteResult<string>> DeleteAsync(string volumeId, Func<bool>? precondition, CancellationToken cancellationToken) =>
        requests.WriteAsync(requests.Query("DeleteVolume").Add("VolumeId", volumeId), precondition, cancellationToken);

    public Task<WriteResult<AwsAttachment>> AttachAsync(
        string volumeId, string instanceId, string device, Func<bool>? precondition, CancellationToken cancellationToken) =>
        requests.WriteAsync(
            requests.Query("AttachVolume").Add("VolumeId", volumeId).Add("InstanceId", instanceId).Add("Device", device),
            VolumeReader.Attachment,
            precondition,
            cancellationToken);

    public Task<WriteResult<string>> DetachAsync(
        string volumeId, string instanceId, bool isForced, Func<bool>? precondition, CancellationToken cancellationToken) =>
        requests.WriteAsync(
            requests.Query("DetachVolume")
                .Add("VolumeId", volumeId)
                .Add("InstanceId", instanceId)
                .Add("Force", isForced ? true : null),
            precondition,
            cancellationToken,
            isIdempotent: false);

    /// <summary>Changes a volume; null leaves a property unchanged.</summary>
    public Task<WriteResult<string>> ModifyAsync(
        string volumeId,
        int? size,
        string? type,
        int? iops,
        int? throughput,
        Func<bool>? precondition,
        CancellationToken cancellationToken) =>
        requests.WriteAsync(
            requests.Query("ModifyVolume")
                .Add("VolumeId", volumeId)
                .Add("Size", size)
                .Add("VolumeType", type)
                .Add("Iops", iops)
                .Add("Throughput", throughput),
            precondition,
            cancellationToken,
            isIdempotent: false);

    /// <summary>Creates an image of an instance, without a restart, and snapshots of its volumes. The name must be new in the region. The
    /// request has no token and is not repeated after an unclear failure.</summary>
    /// <returns>The id of the image.</returns>
    public Task<WriteResult<string>> CreateImageAsync(
        string instanceId,
        string name,
        IReadOnlyDictionary<string, string> tags,
        Func<bool>? precondition,
        CancellationToken cancellationToken) =>
        requests.WriteAsync(
            requests.Query("CreateImage")
                .Add("InstanceId", instanceId)
                .Add("Name", name)
                .Add("NoReboot", true)
                .AddTagSpecification(1, "image", tags)
                .AddTagSpecification(2, "snapshot", tags),
            response => response.Text("imageId") ?? throw new XmlException("it does not have the id of the image"),
            precondition,
            cancellationToken);
}
