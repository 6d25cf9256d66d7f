namespace Stagecraft.DigitalOcean.Api.Wire;

internal sealed class WireRegion
{
    public required string Slug { get; init; }

    public required string Name { get; init; }

    public required bool Available { get; init; }
}
