namespace Stagecraft.DigitalOcean.Api.Wire;

internal sealed record WireSshKeyResponse(SshKey SshKey);
