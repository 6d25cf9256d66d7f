using System.Text.Json.Serialization;
using Stagecraft.DigitalOcean.Sandbox.Core;
using Stagecraft.DigitalOcean.Sandbox.Snapshots;

namespace Stagecraft.DigitalOcean.Sandbox.Json;

internal sealed record SnapshotJson(
    string Id,
    string Name,
    string CreatedAt,
    IReadOnlyList<string> Regions,
    int MinDiskSize,
    double SizeGigabytes,
    string ResourceId,
    string ResourceType,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Tags)
{
    public static SnapshotJson Of(Snapshot snapshot, ApiCall call)
    {
        bool isDroplet = snapshot.Type == Snapshot.OfDroplet;
        return new SnapshotJson(
            isDroplet ? Identifier.Format(snapshot.Id) : Core.ResourceId.Format(ResourceKind.VolumeSnapshot, snapshot.Id),
            snapshot.Spec.Name,
            Timestamp.Format(snapshot.CreatedAt),
            [snapshot.Spec.Region],
            snapshot.Spec.MinDiskSize,
            snapshot.Spec.Size,
            isDroplet ? Identifier.Format(snapshot.ResourceId) : Core.ResourceId.Format(ResourceKind.Volume, snapshot.ResourceId),
            snapshot.Type,
            call.Conditions.CanReadTags ? snapshot.Tags : null);
    }
}
