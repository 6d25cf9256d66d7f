namespace Stagecraft.DigitalOcean.Api.Wire;

/// <summary>Only what is needed: the slug lists inside its region and size are most of its bytes, and are skipped.</summary>
internal sealed class WireDroplet
{
    public required long Id { get; init; }

    public required string Name { get; init; }

    public required string Status { get; init; }

    public required bool Locked { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required WireDropletRegion Region { get; init; }

    public required string SizeSlug { get; init; }

    public WireNetworks? Networks { get; init; }

    public List<string?>? Tags { get; init; }
}
