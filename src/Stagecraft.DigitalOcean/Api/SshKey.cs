namespace Stagecraft.DigitalOcean.Api;

internal sealed record SshKey(long Id, string Name, string Fingerprint);
