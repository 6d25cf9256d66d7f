namespace Stagecraft.DigitalOcean.Sandbox.Json;

internal sealed record SshKeyJson(long Id, string Fingerprint, string PublicKey, string Name)
{
    public static SshKeyJson Of(SandboxSshKey key) => new(key.Id, key.Fingerprint, key.PublicKey, key.Name);
}
