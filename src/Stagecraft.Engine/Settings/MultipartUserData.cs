using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Stagecraft.Engine.Settings;

/// <summary>User data of two parts: that of the user, and a script that runs at every boot (spec 16.6).</summary>
internal static class MultipartUserData
{
    private const int Base64LineLength = 76;

    /// <param name="userData">The user data, or null.</param>
    /// <param name="script">The script.</param>
    public static UserData Of(UserData? userData, string script)
    {
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(userData?.Text + script));
        string boundary = "stagecraft-" + Convert.ToHexStringLower(hash.AsSpan(0, 12));
        StringBuilder message = new();
        message.Append(CultureInfo.InvariantCulture, $"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=\"{boundary}\"\n");
        if (userData is not null)
        {
            message.Append(CultureInfo.InvariantCulture, $"\n--{boundary}\n{Part(userData.Text)}");
        }

        message.Append(CultureInfo.InvariantCulture, $"\n--{boundary}\nContent-Type: text/x-shellscript-per-boot; charset=\"us-ascii\"\n")
            .Append("Content-Disposition: attachment; filename=\"stagecraft-mount-volumes\"\n\n")
            .Append(script)
            .Append(CultureInfo.InvariantCulture, $"\n--{boundary}--\n");
        return new UserData(message.ToString());
    }

    private static string Part(string text)
    {
        // It has headers of its own.
        if (UserData.IsMime(text))
        {
            return text;
        }

        // cloud-init determines the kind of a part of the type text/plain by its beginning, as of user data without parts.
        return text.All(char.IsAscii)
            ? $"Content-Type: text/plain; charset=\"us-ascii\"\n\n{text}"
            : "Content-Type: text/plain; charset=\"utf-8\"\nContent-Transfer-Encoding: base64\n\n" + Base64(text);
    }

    private static string Base64(string text) => string.Join(
        '\n', Convert.ToBase64String(Encoding.UTF8.GetBytes(text)).Chunk(Base64LineLength).Select(line => new string(line)));
}
