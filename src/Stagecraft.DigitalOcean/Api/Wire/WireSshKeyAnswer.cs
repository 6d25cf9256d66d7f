namespace Stagecraft.DigitalOcean.Api.Wire;

internal sealed class WireSshKeyAnswer
{
    public required WireSshKey SshKey { get; init; }
}
