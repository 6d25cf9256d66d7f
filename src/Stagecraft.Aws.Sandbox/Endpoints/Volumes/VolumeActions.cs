using Stagecraft.Aws.Sandbox.Core;

namespace Stagecraft.Aws.Sandbox.Endpoints.Volumes;

/// <summary>The actions of volumes.</summary>
internal static class VolumeActions
{
    public static IEnumerable<ApiAction> All { get; } =
    [
        ApiAction.Read("DescribeVolumes", "VolumeId Filter MaxResults NextToken", VolumeLists.Describe)
            with { UnfilteredLimit = ThrottleLimit.UnfilteredRead },
        ApiAction.Read("DescribeVolumesModifications", "VolumeId Filter MaxResults NextToken", VolumeModifications.Describe),
        ApiAction.Write(
            "CreateVolume",
            "AvailabilityZone AvailabilityZoneId Size SnapshotId VolumeType Iops Throughput Encrypted ClientToken TagSpecification",
            VolumeCreation.Create),
        ApiAction.Write("DeleteVolume", "VolumeId", VolumeCreation.Delete),
        ApiAction.Write("AttachVolume", "VolumeId InstanceId Device", VolumeAttachments.Attach),
        ApiAction.Write("DetachVolume", "VolumeId InstanceId Device Force", VolumeAttachments.Detach),
        ApiAction.Write("ModifyVolume", "VolumeId Size VolumeType Iops Throughput", VolumeModifications.Modify),
    ];
}
