namespace Stagecraft.DigitalOcean.Sandbox.Snapshots;

/// <summary>A stored snapshot of a droplet or a volume.</summary>
/// <param name="Id">The ID, or the number of the UUID of a volume snapshot.</param>
/// <param name="Type">The type of the resource: <c>droplet</c> or <c>volume</c>.</param>
/// <param name="ResourceId">The ID of the droplet, or the number of the UUID of the volume.</param>
/// <param name="Spec">The settings.</param>
/// <param name="CreatedAt">The time of its completion.</param>
/// <param name="Tags">The tags.</param>
internal sealed record Snapshot(
    long Id, string Type, long ResourceId, SnapshotSpec Spec, DateTimeOffset CreatedAt, IReadOnlyList<string> Tags)
{
    public const string OfDroplet = "droplet";

    public const string OfVolume = "volume";

    /// <summary>The part of a disk that is in use and is billed.</summary>
    public const double UsedPart = 0.1;

    /// <summary>The resource type of its tags.</summary>
    public string TagType => Type == OfDroplet ? "image" : "volume_snapshot";
}
