namespace Stagecraft.DigitalOcean.Api.Wire;

/// <summary>The region inside a droplet.</summary>
internal sealed class WireDropletRegion
{
    public required string Slug { get; init; }
}
