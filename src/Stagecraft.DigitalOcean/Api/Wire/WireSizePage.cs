namespace Stagecraft.DigitalOcean.Api.Wire;

internal sealed class WireSizePage : WirePage
{
    public required List<WireSize?> Sizes { get; init; }
}
