namespace Stagecraft.DigitalOcean.Api.Wire;

internal sealed class WireImage
{
    public required long Id { get; init; }

    public string? Slug { get; init; }

    public required string Name { get; init; }

    public List<string?>? Regions { get; init; }

    public int? MinDiskSize { get; init; }

    public string? Status { get; init; }
}
