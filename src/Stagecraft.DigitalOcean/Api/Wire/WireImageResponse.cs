namespace Stagecraft.DigitalOcean.Api.Wire;

internal sealed class WireImageResponse
{
    public required WireImage Image { get; init; }
}
