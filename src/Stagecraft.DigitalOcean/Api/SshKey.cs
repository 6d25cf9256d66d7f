using System.Security.Cryptography;

namespace Stagecraft.DigitalOcean.Api;

/// <summary>An SSH key, with its MD5 fingerprint. The public key, in OpenSSH format, is null if the response does not contain
/// it.</summary>
internal sealed record SshKey(long Id, string Name, string Fingerprint, string? PublicKey = null)
{
    /// <summary>The fingerprint as <c>ssh-keygen -l</c> prints it; null if the public key is unknown or invalid.</summary>
    public string? Sha256()
    {
        string[] parts = (PublicKey ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Span<byte> key = new byte[(PublicKey ?? "").Length];
        return parts.Length > 1 && Convert.TryFromBase64String(parts[1], key, out int length)
            ? "SHA256:" + Convert.ToBase64String(SHA256.HashData(key[..length])).TrimEnd('=')
            : null;
    }
}
