using System.Globalization;
using System.Text;

namespace Stagecraft.Cli.Terminal;

/// <summary>Makes any text safe to show: one line, and nothing in it that a terminal obeys.</summary>
internal static class Printable
{
    internal static string Clean(string text) =>
        text.AsSpan().IndexOfAnyExceptInRange(' ', '~') < 0
            ? text
            : string.Create(text.Length, text, static (target, source) =>
            {
                // What is cleaned keeps its length, so that columns can be measured before.
                for (int i = 0; i < source.Length;)
                {
                    bool isWhole = Rune.TryGetRuneAt(source, i, out Rune rune);
                    int length = isWhole ? rune.Utf16SequenceLength : 1;
                    if (isWhole && IsSafe(rune))
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

    // Format characters turn the direction of text around, or hide it.
    private static bool IsSafe(Rune rune) => Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
