namespace Stagecraft.DigitalOcean.Api.Wire;

internal sealed class WireAccountResponse
{
    public required WireAccount Account { get; init; }
}
