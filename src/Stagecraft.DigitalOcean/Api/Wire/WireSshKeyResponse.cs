namespace Stagecraft.DigitalOcean.Api.Wire;

internal sealed class WireSshKeyResponse
{
    public required WireSshKey SshKey { get; init; }
}
