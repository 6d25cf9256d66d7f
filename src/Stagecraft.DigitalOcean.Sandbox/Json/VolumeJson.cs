using System.Text.Json.Serialization;
using Stagecraft.DigitalOcean.Sandbox.Core;
using Stagecraft.DigitalOcean.Sandbox.Data;
using Stagecraft.DigitalOcean.Sandbox.Volumes;

namespace Stagecraft.DigitalOcean.Sandbox.Json;

internal sealed record VolumeJson
{
    public required string Id { get; init; }

    public required RegionJson Region { get; init; }

    public required IReadOnlyList<long> DropletIds { get; init; }

    public required string Name { get; init; }

    public required string Description { get; init; }

    public required int SizeGigabytes { get; init; }

    public required string CreatedAt { get; init; }

    public required string FilesystemType { get; init; }

    public required string FilesystemLabel { get; init; }

    /// <summary>Absent if the token has no read access to tags.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public required IReadOnlyList<string>? Tags { get; init; }

    public static VolumeJson Of(Volume volume, Catalog catalog, ApiCall call) => new()
    {
        Id = ResourceId.Format(ResourceKind.Volume, volume.Id),
        Region = catalog.RegionOf(volume.Spec.Region),
        DropletIds = volume.DropletId is { } droplet ? [droplet] : [],
        Name = volume.Spec.Name,
        Description = volume.Spec.Description,
        SizeGigabytes = volume.Spec.Size,
        CreatedAt = Timestamp.Format(volume.CreatedAt),
        FilesystemType = volume.Spec.FilesystemType,
        FilesystemLabel = volume.Spec.FilesystemLabel,
        Tags = call.Conditions.CanReadTags ? volume.Spec.Tags : null,
    };
}
