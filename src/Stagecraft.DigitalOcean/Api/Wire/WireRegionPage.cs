namespace Stagecraft.DigitalOcean.Api.Wire;

internal sealed class WireRegionPage : WirePage
{
    public required List<WireRegion?> Regions { get; init; }
}
