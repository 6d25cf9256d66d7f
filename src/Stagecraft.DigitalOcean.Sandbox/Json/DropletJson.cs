using System.Text.Json.Serialization;
using Stagecraft.DigitalOcean.Sandbox.Data;

namespace Stagecraft.DigitalOcean.Sandbox.Json;

internal sealed record DropletJson
{
    public required long Id { get; init; }

    public required string Name { get; init; }

    public required int Memory { get; init; }

    public required int Vcpus { get; init; }

    public required int Disk { get; init; }

    public required IReadOnlyList<SizeJson.DiskInfoJson> DiskInfo { get; init; }

    public required bool Locked { get; init; }

    public required string Status { get; init; }

    /// <summary>Deprecated by the API and always null, but present.</summary>
    public string? Kernel { get; }

    public required string CreatedAt { get; init; }

    public required IReadOnlyList<string> Features { get; init; }

    public IReadOnlyList<long> BackupIds { get; } = [];

    public required BackupWindowJson? NextBackupWindow { get; init; }

    public required IReadOnlyList<long> SnapshotIds { get; init; }

    public required ImageJson? Image { get; init; }

    public required IReadOnlyList<string> VolumeIds { get; init; }

    public required SizeJson Size { get; init; }

    public required string SizeSlug { get; init; }

    public required NetworksJson Networks { get; init; }

    public required RegionJson Region { get; init; }

    /// <summary>Absent if the token has no read access to tags.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public required IReadOnlyList<string>? Tags { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public required string? VpcUuid { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public required SizeJson.GpuInfoJson? GpuInfo { get; init; }
}
