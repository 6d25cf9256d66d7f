namespace Stagecraft.DigitalOcean.Api.Wire;

internal sealed class WireTagResponse
{
    public required WireTag Tag { get; init; }
}
