using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Stagecraft.DigitalOcean.Sandbox.Droplets;

/// <summary>A public key in OpenSSH format: type, base64, comment.</summary>
internal sealed record SshPublicKey(string Text, string Fingerprint)
{
    private const string Ed25519 = "ssh-ed25519";

    /// <summary>Parses a key; null if it is invalid. The encoded part repeats the type, which reveals a damaged key.</summary>
    public static SshPublicKey? Parse(string text)
    {
        string[] parts = text.Split(' ', 3, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (parts.Length < 2 || !IsKnown(parts[0]))
        {
            return null;
        }

        byte[] blob = new byte[parts[1].Length];
        if (!Convert.TryFromBase64String(parts[1], blob, out int length) || !StartsWithType(blob.AsSpan(0, length), parts[0]))
        {
            return null;
        }

        return new SshPublicKey(text.Trim(), FingerprintOf(blob.AsSpan(0, length)));
    }

    /// <summary>Generates a well-formed key without a private key; deterministic for a name and number.</summary>
    public static SshPublicKey Generate(string name, long number)
    {
        byte[] content = SHA256.HashData(Encoding.UTF8.GetBytes($"{number}:{name}"));
        byte[] blob = [.. Chunk(Encoding.ASCII.GetBytes(Ed25519)), .. Chunk(content)];
        return new SshPublicKey($"{Ed25519} {Convert.ToBase64String(blob)} {name}", FingerprintOf(blob));
    }

    private static bool IsKnown(string type) =>
        type is Ed25519 or "ssh-rsa" or "ecdsa-sha2-nistp256" or "ecdsa-sha2-nistp384" or "ecdsa-sha2-nistp521";

    private static bool StartsWithType(ReadOnlySpan<byte> blob, string type) => blob.StartsWith(Chunk(Encoding.ASCII.GetBytes(type)));

    private static byte[] Chunk(byte[] content)
    {
        byte[] chunk = new byte[4 + content.Length];
        BinaryPrimitives.WriteInt32BigEndian(chunk, content.Length);
        content.CopyTo(chunk, 4);
        return chunk;
    }

    /// <summary>The API identifies keys by MD5; the hash has no security purpose.</summary>
    private static string FingerprintOf(ReadOnlySpan<byte> blob)
    {
#pragma warning disable CA5351
        byte[] hash = MD5.HashData(blob);
#pragma warning restore CA5351
        return string.Join(':', hash.Select(value => value.ToString("x2", System.Globalization.CultureInfo.InvariantCulture)));
    }
}
