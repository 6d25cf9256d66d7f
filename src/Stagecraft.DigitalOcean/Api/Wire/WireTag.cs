namespace Stagecraft.DigitalOcean.Api.Wire;

internal sealed class WireTag
{
    public required string Name { get; init; }
}
