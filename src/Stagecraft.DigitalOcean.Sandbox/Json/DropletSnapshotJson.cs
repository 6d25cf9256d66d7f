using Stagecraft.DigitalOcean.Sandbox.Snapshots;

namespace Stagecraft.DigitalOcean.Sandbox.Json;

/// <summary>A snapshot in the list of a droplet.</summary>
internal sealed record DropletSnapshotJson(
    long Id, string Name, string CreatedAt, IReadOnlyList<string> Regions, int MinDiskSize, double SizeGigabytes)
{
    public string Type { get; } = "snapshot";

    public static DropletSnapshotJson Of(Snapshot snapshot) => new(
        snapshot.Id, snapshot.Spec.Name, Timestamp.Format(snapshot.CreatedAt), [snapshot.Spec.Region], snapshot.Spec.MinDiskSize,
        snapshot.Spec.Size);
}
