namespace Stagecraft.Aws.Sandbox.State;

/// <summary>A key pair.</summary>
internal sealed class KeyPair
{
    public string Id { get; set; } = "";

    public string Name { get; set; } = "";

    public string Fingerprint { get; set; } = "";

    public DateTimeOffset CreatedAt { get; set; }
}
