namespace Stagecraft.DigitalOcean.Api.Wire;

internal sealed class WireDropletPage : WirePage
{
    public required List<WireDroplet?> Droplets { get; init; }
}
