namespace Stagecraft.Aws.Sandbox.State;

/// <summary>A key pair.</summary>
internal sealed class KeyPair
{
    public string Id { get; set; } = "";

    public string Name { get; set; } = "";

    /// <summary><c>rsa</c> or <c>ed25519</c>.</summary>
    public string Type { get; set; } = "ed25519";

    public string Fingerprint { get; set; } = "";

    /// <summary>The public key in the format of OpenSSH; null for a key pair of the options.</summary>
    public string? PublicKey { get; set; }

    public DateTimeOffset CreatedAt { get; set; }
}
