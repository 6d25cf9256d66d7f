namespace Stagecraft.DigitalOcean.Api;

/// <summary>An SSH key of the account.</summary>
internal sealed record SshKey(long Id, string Name, string Fingerprint);
