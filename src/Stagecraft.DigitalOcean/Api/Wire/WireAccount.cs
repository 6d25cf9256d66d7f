namespace Stagecraft.DigitalOcean.Api.Wire;

internal sealed class WireAccount
{
    public int? DropletLimit { get; init; }

    public string? Status { get; init; }
}
