using System.Text;
using System.Text.Encodings.Web;
using Stagecraft.Errors;

namespace Stagecraft.Engine.Text;

/// <summary>Makes text that came over the network fit for a terminal and a log: one line, without control characters or anything secret,
/// and not long.</summary>
internal sealed class SafeText(string token)
{
    private const int Longest = 500;

    // A shorter line of a secret text is in many harmless ones too.
    private const int ShortestSecretLine = 4;

    /// <param name="text">The text.</param>
    /// <param name="secret">What the request told the API in confidence, if anything: neither it nor a line of it is shown.</param>
    public string Clean(string text, string? secret = null)
    {
        string line = TextSanitizer.OneLine(Hidden(text, secret)).Trim();
        return line.Length <= Longest ? line : line[..Longest] + "…";
    }

    /// <summary>Whether a text shows the token or anything of the secret.</summary>
    public bool Shows(string text, string? secret) => !string.Equals(Hidden(text, secret), text, StringComparison.Ordinal);

    private string Hidden(string text, string? secret)
    {
        text = text.Replace(token, "***", StringComparison.Ordinal);
        if (!string.IsNullOrEmpty(secret))
        {
            text = text.Replace(secret, "***", StringComparison.Ordinal);
            foreach (string part in secret.Split('\n', StringSplitOptions.TrimEntries).Where(l => l.Length >= ShortestSecretLine).SelectMany(Forms))
            {
                text = text.Replace(part, "***", StringComparison.OrdinalIgnoreCase);
            }
        }

        return text;
    }

    /// <summary>How a line may stand in a body that is repeated: as it is, as JSON that escapes much or little, in an address, or in Base64.</summary>
    private static IEnumerable<string> Forms(string line) =>
    [
        line,
        JavaScriptEncoder.Default.Encode(line),
        JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(line),
        Uri.EscapeDataString(line),
        Convert.ToBase64String(Encoding.UTF8.GetBytes(line)),
    ];
}
