using System.Globalization;
using Stagecraft.DigitalOcean.Sandbox.Data;
using Stagecraft.DigitalOcean.Sandbox.Snapshots;

namespace Stagecraft.DigitalOcean.Sandbox.Storage;

/// <summary>Finds public images in the catalog, and private ones, which are the snapshots of droplets.</summary>
internal sealed class ImageFinder(Catalog catalog, SnapshotStore snapshots)
{
    /// <summary>The image by slug or by ID in digits, regardless of lag.</summary>
    public ImageJson? Find(string slugOrId, DateTimeOffset now) =>
        catalog.FindImage(slugOrId)
        ?? (snapshots.Find(slugOrId, now) is { Type: Snapshot.OfDroplet } snapshot ? ToImage(snapshot) : null);

    public static ImageJson ToImage(Snapshot snapshot) => new()
    {
        Id = snapshot.Id,
        Name = snapshot.Spec.Name,
        Type = "snapshot",
        Distribution = snapshot.Spec.Distribution,
        Slug = null,
        Public = false,
        Regions = [snapshot.Spec.Region],
        CreatedAt = snapshot.CreatedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        MinDiskSize = snapshot.Spec.MinDiskSize,
        SizeGigabytes = snapshot.Spec.Size,
        Description = "",
        Tags = snapshot.Tags,
    };
}
