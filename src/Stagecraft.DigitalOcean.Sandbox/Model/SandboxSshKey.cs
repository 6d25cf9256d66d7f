namespace Stagecraft.DigitalOcean.Sandbox;

/// <summary>An SSH key of the account.</summary>
/// <param name="Id">The ID.</param>
/// <param name="Name">The name; not unique.</param>
/// <param name="Fingerprint">The MD5 fingerprint, with colons.</param>
/// <param name="PublicKey">The key in OpenSSH format.</param>
public sealed record SandboxSshKey(long Id, string Name, string Fingerprint, string PublicKey);
