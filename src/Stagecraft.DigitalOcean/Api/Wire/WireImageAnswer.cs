namespace Stagecraft.DigitalOcean.Api.Wire;

internal sealed class WireImageAnswer
{
    public required WireImage Image { get; init; }
}
