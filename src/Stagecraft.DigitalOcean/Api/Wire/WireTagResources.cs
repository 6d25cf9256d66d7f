namespace Stagecraft.DigitalOcean.Api.Wire;

internal sealed class WireTagResources
{
    public WireTagCount? Droplets { get; init; }
}
