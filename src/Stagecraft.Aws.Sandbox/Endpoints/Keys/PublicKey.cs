using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Stagecraft.Aws.Sandbox.Protocol;

namespace Stagecraft.Aws.Sandbox.Endpoints.Keys;

/// <summary>A public key in the format of OpenSSH.</summary>
/// <param name="Type"><c>rsa</c> or <c>ed25519</c>.</param>
/// <param name="Text">The key.</param>
/// <param name="Fingerprint">The fingerprint: MD5 of the encoded RSA key in hex, or SHA-256 of the Ed25519 key in base64.</param>
internal sealed record PublicKey(string Type, string Text, string Fingerprint)
{
    /// <summary>Reads a key in base64, as in a request.</summary>
    /// <exception cref="AwsError">It is not a key.</exception>
    public static PublicKey Read(string material)
    {
        try
        {
            string text = Encoding.UTF8.GetString(Convert.FromBase64String(material)).Trim();
            string[] parts = text.Split(' ', 3);
            byte[] blob = Convert.FromBase64String(parts[1]);
            Queue<byte[]> fields = Fields(blob);
            string type = Encoding.ASCII.GetString(fields.Dequeue());
            return type != parts[0] ? throw new FormatException()
                : type switch
                {
                    "ssh-rsa" => new PublicKey("rsa", text, RsaFingerprint(fields.Dequeue(), fields.Dequeue())),
                    "ssh-ed25519" => new PublicKey("ed25519", text, Convert.ToBase64String(SHA256.HashData(blob))),
                    _ => throw new FormatException(),
                };
        }
        catch (Exception error) when (error is FormatException or IndexOutOfRangeException or ArgumentException
            or InvalidOperationException or CryptographicException)
        {
            throw AwsError.BadRequest("InvalidKey.Format", "Key is not in valid OpenSSH public key format");
        }
    }

    /// <summary>The hex of a hash with colons.</summary>
    public static string Colons(byte[] hash) => string.Join(':', hash.Select(part => part.ToString("x2", CultureInfo.InvariantCulture)));

    private static string RsaFingerprint(byte[] exponent, byte[] modulus)
    {
        using RSA rsa = RSA.Create(new RSAParameters { Exponent = exponent, Modulus = modulus[(modulus[0] == 0 ? 1 : 0)..] });
#pragma warning disable CA5351 // The service defines this fingerprint.
        return Colons(MD5.HashData(rsa.ExportSubjectPublicKeyInfo()));
#pragma warning restore CA5351
    }

    private static Queue<byte[]> Fields(byte[] blob)
    {
        Queue<byte[]> fields = [];
        for (int at = 0; at < blob.Length;)
        {
            int length = BinaryPrimitives.ReadInt32BigEndian(blob.AsSpan(at));
            fields.Enqueue(blob.AsSpan(at + 4, length).ToArray());
            at += 4 + length;
        }

        return fields;
    }
}
