using System.Text;
using System.Text.Encodings.Web;

namespace Stagecraft.Engine.Text;

/// <summary>Sanitizes text from the network for a terminal and a log: one line of limited length, without control characters and
/// secrets.</summary>
/// <param name="secrets">The secrets, longest first; enumerated for each text.</param>
internal sealed class SafeText(IEnumerable<string> secrets)
{
    private const int Longest = 500;

    // Shorter lines of a secret occur in ordinary text.
    private const int ShortestSecretLine = 4;

    /// <summary>The text without the secrets, and without the secret part of the request and each of its lines.</summary>
    public string Clean(string text, string? secret = null)
    {
        string line = TextSanitizer.OneLine(Hidden(text, secret)).Trim();
        return line.Length <= Longest ? line : line[..Longest] + "…";
    }

    /// <summary>Whether a text contains one of the secrets or a part of the secret.</summary>
    public bool Shows(string text, string? secret) => !string.Equals(Hidden(text, secret), text, StringComparison.Ordinal);

    private string Hidden(string text, string? secret)
    {
        foreach (string hidden in secrets)
        {
            text = text.Replace(hidden, "***", StringComparison.Ordinal);
        }

        if (!string.IsNullOrEmpty(secret))
        {
            text = text.Replace(secret, "***", StringComparison.Ordinal);
            foreach (string part in secret.Split('\n', StringSplitOptions.TrimEntries).Where(l => l.Length >= ShortestSecretLine)
                .SelectMany(Forms).OrderByDescending(f => f.Length))
            {
                text = text.Replace(part, "***", StringComparison.OrdinalIgnoreCase);
            }
        }

        return text;
    }

    /// <summary>The encodings of a line in a repeated body: none, JSON with much or little escaping, URL, Base64.</summary>
    private static IEnumerable<string> Forms(string line) =>
    [
        line,
        JavaScriptEncoder.Default.Encode(line),
        JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(line),
        Uri.EscapeDataString(line),
        Convert.ToBase64String(Encoding.UTF8.GetBytes(line)),
    ];
}
