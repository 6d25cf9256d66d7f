using System.Globalization;
using System.Text;

namespace Stagecraft.Errors;

/// <summary>Makes text from outside the program safe to show: on one line, and without control characters and invisible
/// characters.</summary>
public static class TextSanitizer
{
    /// <summary>Whether a character is visible text: no control or format character, no separator of lines or paragraphs, no half of a
    /// pair. Format characters hide text or turn its direction.</summary>
    /// <param name="category">The category of the character.</param>
    public static bool IsVisible(UnicodeCategory category) => category is not (
        UnicodeCategory.Control
        or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.Surrogate);

    /// <summary>The text with each invisible character as <c>?</c>; for output to people. The length does not change, so columns can be
    /// measured before.</summary>
    /// <param name="text">The text.</param>
    public static string Masked(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return IsPlain(text) ? text : string.Create(text.Length, text, static (target, source) =>
        {
            for (int i = 0; i < source.Length;)
            {
                bool isWhole = Rune.TryGetRuneAt(source, i, out Rune rune);
                int length = isWhole ? rune.Utf16SequenceLength : 1;
                if (isWhole && IsVisible(Rune.GetUnicodeCategory(rune)))
                {
                    source.AsSpan(i, length).CopyTo(target[i..]);
                }
                else
                {
                    target.Slice(i, length).Fill('?');
                }

                i += length;
            }
        });
    }

    /// <summary>The text on one line, for logs and for messages of an API: whitespace becomes spaces; invisible, private and unassigned
    /// characters are removed.</summary>
    /// <param name="text">The text.</param>
    public static string OneLine(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (IsPlain(text))
        {
            return text;
        }

        StringBuilder line = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            UnicodeCategory category = Rune.GetUnicodeCategory(rune);
            if (Rune.IsWhiteSpace(rune))
            {
                line.Append(' ');
            }
            else if (IsVisible(category) && category is not (UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned))
            {
                line.Append(rune);
            }
        }

        return line.ToString();
    }

    private static bool IsPlain(string text) => text.AsSpan().IndexOfAnyExceptInRange(' ', '~') < 0;
}
