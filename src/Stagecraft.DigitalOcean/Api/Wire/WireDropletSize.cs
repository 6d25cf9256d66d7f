namespace Stagecraft.DigitalOcean.Api.Wire;

/// <summary>The size inside a droplet.</summary>
internal sealed class WireDropletSize
{
    public decimal? PriceMonthly { get; init; }
}
