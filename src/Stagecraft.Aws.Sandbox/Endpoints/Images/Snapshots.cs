using Stagecraft.Aws.Sandbox.Core;
using Stagecraft.Aws.Sandbox.Endpoints.Volumes;
using Stagecraft.Aws.Sandbox.Protocol;
using Stagecraft.Aws.Sandbox.State;

namespace Stagecraft.Aws.Sandbox.Endpoints.Images;

/// <summary>The actions of snapshots.</summary>
internal static class Snapshots
{
    private static readonly ResourceList<Snapshot> List = new(
        "snapshotSet", "SnapshotId", snapshot => snapshot.Id, NotFound, ValuesOf, Content);

    public static IEnumerable<ApiAction> All { get; } =
    [
        ApiAction.Read("DescribeSnapshots", "SnapshotId Owner RestorableBy Filter MaxResults NextToken", Describe),
        ApiAction.Write("CreateSnapshot", "VolumeId Description TagSpecification", Create),
        ApiAction.Write("DeleteSnapshot", "SnapshotId", Delete),
    ];

    /// <summary>Adds a snapshot of a volume.</summary>
    public static Snapshot Add(ApiCall call, Volume volume, string description, IReadOnlyList<Tag> tags)
    {
        Snapshot snapshot = new Snapshot
        {
            Id = call.Account.NextId("snap-"),
            VolumeId = volume.Id,
            Gigabytes = volume.Gigabytes,
            Encrypted = volume.Encrypted,
            Description = description,
            StartedAt = call.Now,
            CompletedAt = call.Now + call.Conditions.SnapshotTime,
        };
        call.Region.Snapshots.Add(snapshot);
        call.Region.Tags.Add(snapshot.Id, tags, call.Now);
        return snapshot;
    }

    public static Snapshot Require(ApiCall call, string id) =>
        call.Region.Snapshots.Find(snapshot => snapshot.Id == id) ?? throw NotFound(id);

    public static bool IsComplete(ApiCall call, Snapshot snapshot) => snapshot.CompletedAt <= call.Now;

    private static ApiResult Describe(ApiCall call) => List.Describe(call, call.Region.Snapshots);

    private static ApiResult Create(ApiCall call)
    {
        Volume volume = VolumeFinder.Require(call, call.Parameters.Required("VolumeId"));
        IReadOnlyList<Tag> tags = TagReader.Specification(call.Parameters, "snapshot");
        call.EndDryRun();
        Snapshot snapshot = Add(call, volume, call.Parameters.Text("Description") ?? "", tags);
        return ApiResult.Of(Content(call, snapshot));
    }

    private static ApiResult Delete(ApiCall call)
    {
        Snapshot snapshot = Require(call, call.Parameters.Required("SnapshotId"));
        if (call.Region.Images.Find(image => image.SnapshotId == snapshot.Id) is { } user)
        {
            throw AwsError.BadRequest("InvalidSnapshot.InUse", $"The snapshot {snapshot.Id} is currently in use by {user.Id}");
        }

        call.EndDryRun();
        call.Region.Snapshots.Remove(snapshot);
        call.Region.Tags.Remove(snapshot.Id);
        return ApiResult.True;
    }

    private static AwsError NotFound(string id) => AwsError.NotFound("InvalidSnapshot.NotFound", "snapshot", id);

    private static string StatusOf(ApiCall call, Snapshot snapshot) => IsComplete(call, snapshot) ? "completed" : "pending";

    private static IEnumerable<string>? ValuesOf(ApiCall call, Snapshot snapshot, string filter) => filter switch
    {
        "snapshot-id" => [snapshot.Id],
        "volume-id" => [snapshot.VolumeId],
        "status" => [StatusOf(call, snapshot)],
        "description" => [snapshot.Description],
        "owner-id" => [call.Account.AccountId],
        "volume-size" => [snapshot.Gigabytes.ToString(CultureInfo.InvariantCulture)],
        "encrypted" => [Flag.Of(snapshot.Encrypted)],
        _ => null,
    };

    private static object?[] Content(ApiCall call, Snapshot snapshot) =>
    [
        Xml.Text("snapshotId", snapshot.Id),
        Xml.Text("volumeId", snapshot.VolumeId),
        Xml.Text("status", StatusOf(call, snapshot)),
        Xml.Time("startTime", snapshot.StartedAt),
        Xml.Text("progress", IsComplete(call, snapshot) ? "100%" : "50%"),
        Xml.Text("ownerId", call.Account.AccountId),
        Xml.Number("volumeSize", snapshot.Gigabytes),
        Xml.Text("description", snapshot.Description),
        Xml.Bool("encrypted", snapshot.Encrypted),
        Xml.Text("storageTier", "standard"),
        TagSet.Of(call, snapshot.Id),
    ];
}
