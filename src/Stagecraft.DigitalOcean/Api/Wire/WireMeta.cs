namespace Stagecraft.DigitalOcean.Api.Wire;

internal sealed class WireMeta
{
    public required int Total { get; init; }
}
