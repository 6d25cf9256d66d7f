using System.Globalization;
using System.Text;

namespace Stagecraft.DigitalOcean.Api.Http;

/// <summary>Makes text that came over the network fit for a terminal and a log: one line, without control characters or the token, and
/// not long.</summary>
internal sealed class SafeText(string token)
{
    private const int Longest = 500;

    public string Clean(string text)
    {
        var clean = new StringBuilder();
        foreach (Rune rune in text.Replace(token, "***", StringComparison.Ordinal).EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune))
                clean.Append(' ');
            else if (!IsInvisible(Rune.GetUnicodeCategory(rune)))
                clean.Append(rune);
        }

        string line = clean.ToString().Trim();
        return line.Length <= Longest ? line : line[..Longest] + "…";
    }

    private static bool IsInvisible(UnicodeCategory category) =>
        category is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned;
}
