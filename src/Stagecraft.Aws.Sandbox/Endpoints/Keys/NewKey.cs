using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Stagecraft.Aws.Sandbox.Endpoints.Keys;

/// <summary>A generated RSA key pair.</summary>
/// <param name="PrivateKey">The private key in PEM.</param>
/// <param name="PublicKey">The public key in the format of OpenSSH.</param>
/// <param name="Fingerprint">SHA-1 of the encoded private key, in hex.</param>
internal sealed record NewKey(string PrivateKey, string PublicKey, string Fingerprint)
{
    private const int Bits = 2048;

    public static NewKey Create()
    {
        using RSA rsa = RSA.Create(Bits);
        RSAParameters parts = rsa.ExportParameters(includePrivateParameters: false);
        using MemoryStream blob = new MemoryStream();
        Write(blob, Encoding.ASCII.GetBytes("ssh-rsa"));
        Write(blob, parts.Exponent!);
        Write(blob, [0, .. parts.Modulus!]);
#pragma warning disable CA5350 // The service defines this fingerprint.
        string fingerprint = Keys.PublicKey.Colons(SHA1.HashData(rsa.ExportPkcs8PrivateKey()));
#pragma warning restore CA5350
        return new NewKey(rsa.ExportRSAPrivateKeyPem(), $"ssh-rsa {Convert.ToBase64String(blob.ToArray())}", fingerprint);
    }

    private static void Write(MemoryStream blob, byte[] field)
    {
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, field.Length);
        blob.Write(length);
        blob.Write(field);
    }
}
