namespace Stagecraft.DigitalOcean.Api.Wire;

internal sealed class WireTagAnswer
{
    public required WireTag Tag { get; init; }
}
