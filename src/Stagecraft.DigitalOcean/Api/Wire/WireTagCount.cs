namespace Stagecraft.DigitalOcean.Api.Wire;

internal sealed class WireTagCount
{
    public int? Count { get; init; }
}
