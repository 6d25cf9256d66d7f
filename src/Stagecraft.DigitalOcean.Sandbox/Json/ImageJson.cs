namespace Stagecraft.DigitalOcean.Sandbox.Json;

internal sealed record ImageJson
{
    public required long Id { get; init; }

    public required string Name { get; init; }

    public required string Type { get; init; }

    public required string Distribution { get; init; }

    public required string Slug { get; init; }

    public bool Public { get; init; } = true;

    public required IReadOnlyList<string> Regions { get; init; }

    public required string CreatedAt { get; init; }

    public required int MinDiskSize { get; init; }

    public required double SizeGigabytes { get; init; }

    public required string Description { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    public string Status { get; init; } = "available";

    public string ErrorMessage { get; init; } = "";
}
