using System.Security.Cryptography;
using System.Text;
using Stagecraft.Config;

namespace Stagecraft.Engine.Settings;

/// <summary>The user data of a machine. It can contain secrets, so its text is a hash.</summary>
internal sealed class UserData(string text)
{
    /// <summary>The maximum size that any cloud accepts, in bytes of UTF-8.</summary>
    public const int MaxBytes = 64 * 1024;

    // cloud-init parses user data as a MIME message if it finds this there.
    private const string MimeMark = "mime-version:";
    private const int MimeMarkWithin = 4096;

    // https://docs.cloud-init.io/en/latest/explanation/format.html
    private static readonly string[] Beginnings =
    [
        "#!", "#cloud-config", "#cloud-boothook", "#include", "#part-handler", "#upstart-job", "## template:", "{",
    ];

    /// <summary>Reads a <c>user_data_file</c>; at most one byte above the maximum.</summary>
    public static byte[] ReadFile(string path) => RegularFile.Read(path, MaxBytes);

    public string Text { get; } = text;

    /// <summary>Whether cloud-init knows the format by its beginning (spec 2.5.1): otherwise it ignores the text. JSON is for the systems
    /// that read it instead of cloud-init.</summary>
    public bool HasKnownFormat => Beginnings.Any(b => Text.StartsWith(b, StringComparison.Ordinal)) || IsMime(Text);

    /// <summary>SHA-256 of the text in UTF-8, as 64 lowercase hexadecimal digits.</summary>
    public string Sha256 { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>Whether the text has MIME headers of its own.</summary>
    public static bool IsMime(string text) =>
        text[..Math.Min(text.Length, MimeMarkWithin)].Contains(MimeMark, StringComparison.OrdinalIgnoreCase);

    public override string ToString() => $"sha256:{Sha256}";
}
