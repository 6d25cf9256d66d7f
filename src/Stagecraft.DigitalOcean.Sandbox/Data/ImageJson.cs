using System.Text.Json.Serialization;

namespace Stagecraft.DigitalOcean.Sandbox.Data;

internal sealed record ImageJson
{
    public required long Id { get; init; }

    public required string Name { get; init; }

    public required string Type { get; init; }

    [JsonIgnore]
    public bool IsApplication { get; init; }

    public required string Distribution { get; init; }

    /// <summary>Null for a private image.</summary>
    public required string? Slug { get; init; }

    public bool Public { get; init; } = true;

    public required IReadOnlyList<string> Regions { get; init; }

    public required string CreatedAt { get; init; }

    public required int MinDiskSize { get; init; }

    public required double SizeGigabytes { get; init; }

    public required string Description { get; init; }

    /// <summary>Absent if the token has no read access to tags.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Tags { get; init; } = [];

    public string Status { get; init; } = "available";

    public string ErrorMessage { get; init; } = "";

    public ImageJson WithTags(bool visible) => visible ? this : this with { Tags = null };
}
