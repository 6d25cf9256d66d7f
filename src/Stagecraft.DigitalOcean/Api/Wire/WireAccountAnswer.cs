namespace Stagecraft.DigitalOcean.Api.Wire;

internal sealed class WireAccountAnswer
{
    public required WireAccount Account { get; init; }
}
