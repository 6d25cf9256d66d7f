using System.Text.RegularExpressions;
using Stagecraft.Errors;

namespace Stagecraft.Config;

/// <summary>Shows a part of a config in a message: short, on one line, and without possible tokens.</summary>
public static partial class Excerpt
{
    private const int Longest = 80;
    private const int Examined = 400;

    /// <summary>
    /// The text in single quotes. Control and format characters show as <c>?</c>, what follows the first 80 characters as <c>…</c>,
    /// and so does the secret part of a possible API token (<c>word_v1_…</c>, or 64 or more hexadecimal digits).
    /// </summary>
    public static string Of(string text) => $"'{Bare(text)}'";

    /// <summary>As <see cref="Of"/>, without the quotes.</summary>
    internal static string Bare(string text)
    {
        ArgumentNullException.ThrowIfNull(text);

        // Truncation first: the expression below does not search a megabyte.
        bool cut = text.Length > Examined;
        string shown = PossibleSecret().Replace(cut ? text[..Examined] : text, "$1…");
        if (shown.Length > Longest)
        {
            shown = shown[..Longest];
            cut = true;
        }

        shown = TextSanitizer.Masked(shown);
        return cut ? shown + '…' : shown;
    }

    [GeneratedRegex("([A-Za-z]{2,20}_v[0-9]{1,3}_)[A-Za-z0-9]{4,}|[0-9A-Fa-f]{64,}", RegexOptions.CultureInvariant)]
    private static partial Regex PossibleSecret();
}
