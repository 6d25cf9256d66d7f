using System.Globalization;

namespace Stagecraft.Cli.Rendering;

/// <summary>Makes any text safe to show: one line, and nothing in it that a terminal obeys.</summary>
internal static class Printable
{
    internal static string Clean(string text) =>
        text.AsSpan().IndexOfAnyExceptInRange(' ', '~') < 0
            ? text
            : string.Create(text.Length, text, static (target, source) =>
            {
                for (int i = 0; i < source.Length; i++)
                {
                    target[i] = IsSafe(source[i]) ? source[i] : '?';
                }
            });

    // Format characters turn the direction of text around, or hide it.
    private static bool IsSafe(char c) => char.GetUnicodeCategory(c) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
