using System.Security.Cryptography;
using System.Text;

namespace Stagecraft.DigitalOcean.Settings;

/// <summary>What a droplet runs at its first boot. It may hold secrets, so it shows as a hash wherever it is printed.</summary>
internal sealed class UserData(string text)
{
    /// <summary>The most that the API takes, in bytes of UTF-8.</summary>
    public const int MaxBytes = 64 * 1024;

    /// <summary>Reads a <c>user_data_file</c>, as far as its content may be used.</summary>
    public static byte[] ReadFile(string path) => RegularFile.Read(path, MaxBytes);

    public string Text { get; } = text;

    /// <summary>SHA-256 over the text's UTF-8, as 64 lower-case hexadecimal digits.</summary>
    public string Sha256 { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    public override string ToString() => $"sha256:{Sha256}";
}
