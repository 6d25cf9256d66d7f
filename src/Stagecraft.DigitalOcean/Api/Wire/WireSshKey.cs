namespace Stagecraft.DigitalOcean.Api.Wire;

internal sealed class WireSshKey
{
    public required long Id { get; init; }

    public required string Name { get; init; }

    public required string Fingerprint { get; init; }
}
