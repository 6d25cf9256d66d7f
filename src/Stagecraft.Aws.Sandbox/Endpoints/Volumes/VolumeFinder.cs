using Stagecraft.Aws.Sandbox.Core;
using Stagecraft.Aws.Sandbox.Protocol;
using Stagecraft.Aws.Sandbox.State;

namespace Stagecraft.Aws.Sandbox.Endpoints.Volumes;

/// <summary>Finds volumes, and computes their status.</summary>
internal static class VolumeFinder
{
    public static IEnumerable<Volume> All(ApiCall call) => call.Region.Volumes.Where(volume => !volume.IsDeleted(call.Now));

    public static Volume Require(ApiCall call, string id) => All(call).FirstOrDefault(volume => volume.Id == id) ?? throw NotFound(id);

    public static AwsError NotFound(string id) => id.StartsWith("vol-", StringComparison.Ordinal)
        ? AwsError.NotFound("InvalidVolume.NotFound", "volume", id)
        : AwsError.BadRequest("InvalidParameterValue", $"Value ({id}) for parameter volumeId is invalid. Expected: 'vol-...'.");

    public static string StatusOf(ApiCall call, Volume volume) =>
        volume.AttachmentAt(call.Now) is not null ? "in-use"
        : volume.DeletedAt is not null ? "deleting"
        : volume.AvailableAt > call.Now ? "creating"
        : "available";

    public static string StatusOf(ApiCall call, VolumeAttachment attachment) =>
        attachment.DetachedAt is not null ? "detaching"
        : attachment.CompletedAt > call.Now ? "attaching"
        : "attached";

    /// <summary>The properties that responses show: those before a modification until it optimizes.</summary>
    public static VolumeShape ShapeOf(ApiCall call, Volume volume) => volume.Modification is { } change && change.OptimizingAt > call.Now
        ? change.Original
        : new VolumeShape(volume.Gigabytes, volume.Type, volume.Iops, volume.Throughput);
}
