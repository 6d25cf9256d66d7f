namespace Stagecraft.DigitalOcean.Api.Wire;

internal sealed class WireTagPage : WirePage
{
    public required List<WireTag?> Tags { get; init; }
}
