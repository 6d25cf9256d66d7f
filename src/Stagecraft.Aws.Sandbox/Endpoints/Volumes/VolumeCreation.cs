using Stagecraft.Aws.Sandbox.Core;
using Stagecraft.Aws.Sandbox.Data;
using Stagecraft.Aws.Sandbox.Endpoints.Images;
using Stagecraft.Aws.Sandbox.Protocol;
using Stagecraft.Aws.Sandbox.State;

namespace Stagecraft.Aws.Sandbox.Endpoints.Volumes;

/// <summary>Creates and deletes volumes.</summary>
internal static class VolumeCreation
{
    /// <summary>Creates a volume. A client token with the same parameters returns the volume of the first request.</summary>
    public static ApiResult Create(ApiCall call)
    {
        string digest = string.Join('&', call.Parameters.Sorted.Select(pair => $"{pair.Key}={pair.Value}"));
        if (Repeated(call, digest) is { } first)
        {
            return ApiResult.Of(VolumeLists.Content(call, first));
        }

        Zone zone = ZoneOf(call);
        Snapshot? snapshot = call.Parameters.Text("SnapshotId") is { } id ? Snapshots.Require(call, id) : null;
        VolumeShape shape = ShapeOf(call, snapshot);
        IReadOnlyList<Tag> tags = TagReader.Specification(call.Parameters, "volume");
        call.EndDryRun();
        Volume volume = new Volume
        {
            Id = call.Account.NextId("vol-"),
            Zone = zone.Name,
            Gigabytes = shape.Gigabytes,
            Type = shape.Type,
            Iops = shape.Iops,
            Throughput = shape.Throughput,
            Encrypted = call.Parameters.Bool("Encrypted") ?? snapshot?.Encrypted ?? false,
            SnapshotId = snapshot?.Id,
            CreatedAt = call.Now,
            AvailableAt = call.Now + call.Conditions.VolumeTime,
        };
        call.Region.Volumes.Add(volume);
        call.Region.Tags.Add(volume.Id, tags, call.Now);
        if (call.Parameters.Text("ClientToken") is { } token)
        {
            call.Region.VolumeTokens.Add(new VolumeToken(token, digest, volume.Id));
        }

        return ApiResult.Of(VolumeLists.Content(call, volume));
    }

    public static ApiResult Delete(ApiCall call)
    {
        Volume volume = VolumeFinder.Require(call, call.Parameters.Required("VolumeId"));
        if (volume.AttachmentAt(call.Now) is { } attachment)
        {
            throw AwsError.BadRequest("VolumeInUse", $"Volume {volume.Id} is currently attached to {attachment.InstanceId}");
        }

        if (volume.AvailableAt > call.Now)
        {
            throw AwsError.BadRequest("IncorrectState", $"Volume '{volume.Id}' is in the 'creating' state.");
        }

        call.EndDryRun();
        volume.DeletedAt ??= call.Now + call.Conditions.VolumeTime;
        return ApiResult.True;
    }

    private static Volume? Repeated(ApiCall call, string digest)
    {
        string? token = call.Parameters.Text("ClientToken");
        VolumeToken? known = token is null ? null : call.Region.VolumeTokens.Find(item => item.Token == token);
        return known is null ? null
            : known.Digest == digest ? VolumeFinder.Require(call, known.VolumeId)
            : throw AwsError.BadRequest(
                "IdempotentParameterMismatch", $"The client token '{token}' was used with other parameters.");
    }

    private static Zone ZoneOf(ApiCall call)
    {
        string name = call.Parameters.Text("AvailabilityZone") ?? call.Parameters.Text("AvailabilityZoneId")
            ?? throw AwsError.MissingParameter("AvailabilityZone");
        return RegionTable.Find(call.Region.Name)?.FindZone(name)
            ?? throw AwsError.BadRequest("InvalidZone.NotFound", $"The zone '{name}' does not exist.");
    }

    private static VolumeShape ShapeOf(ApiCall call, Snapshot? snapshot)
    {
        int size = call.Parameters.Int("Size") ?? snapshot?.Gigabytes ?? throw AwsError.MissingParameter("size/snapshot");
        if (snapshot is not null && !Snapshots.IsComplete(call, snapshot))
        {
            throw AwsError.BadRequest("IncorrectState", $"Snapshot '{snapshot.Id}' is not in the 'completed' state.");
        }

        return snapshot is not null && size < snapshot.Gigabytes
            ? throw AwsError.BadRequest(
                "InvalidParameterValue", $"The volume is smaller than the snapshot, which has {snapshot.Gigabytes}GiB.")
            : VolumeRules.Complete(
                size, call.Parameters.Text("VolumeType") ?? "gp2", call.Parameters.Int("Iops"), call.Parameters.Int("Throughput"));
    }
}
