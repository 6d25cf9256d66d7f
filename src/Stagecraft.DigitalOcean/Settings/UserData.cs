using System.Security.Cryptography;
using System.Text;

namespace Stagecraft.DigitalOcean.Settings;

/// <summary>The user data of a droplet. It can contain secrets, so its text is a hash.</summary>
internal sealed class UserData(string text)
{
    /// <summary>The API's maximum size, in bytes of UTF-8.</summary>
    public const int MaxBytes = 64 * 1024;

    /// <summary>Reads a <c>user_data_file</c>; at most one byte above the maximum.</summary>
    public static byte[] ReadFile(string path) => RegularFile.Read(path, MaxBytes);

    public string Text { get; } = text;

    /// <summary>SHA-256 of the text in UTF-8, as 64 lower-case hexadecimal digits.</summary>
    public string Sha256 { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    public override string ToString() => $"sha256:{Sha256}";
}
