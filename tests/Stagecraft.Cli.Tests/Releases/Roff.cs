using System.Globalization;
using System.Text;

namespace Stagecraft.Cli.Tests.Releases;

/// <summary>Escapes text for roff, so that it is displayed unchanged.</summary>
internal static class Roff
{
    private const int Width = 78;

    /// <summary>Escapes a line of text. Hyphens stay ASCII, so that commands can be copied.</summary>
    internal static string Escape(string text)
    {
        StringBuilder escaped = new StringBuilder();
        foreach (Rune rune in text.EnumerateRunes())
        {
            escaped.Append(rune.Value switch
            {
                '\\' => @"\e",
                '-' => @"\-",
                '\'' => @"\(aq",
                '`' => @"\(ga",
                '^' => @"\(ha",
                '~' => @"\(ti",
                '"' => @"\(dq",
                < ' ' or 0x7f => " ",
                < 0x7f => rune.ToString(),
                _ => string.Create(CultureInfo.InvariantCulture, $@"\[u{rune.Value:X4}]"),
            });
        }

        return Guard(escaped.ToString());
    }

    internal static string Bold(string text) => $@"\fB{Escape(text)}\fR";

    /// <summary>Wraps escaped text. No line starts with a request.</summary>
    internal static string Lines(string escaped)
    {
        StringBuilder lines = new StringBuilder();
        int column = 0;
        foreach (string word in escaped.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            bool isNew = column + 1 + word.Length > Width;
            string next = column == 0 || isNew ? Guard(word) : word;
            lines.Append(column == 0 ? "" : isNew ? "\n" : " ").Append(next);
            column = column == 0 || isNew ? next.Length : column + 1 + next.Length;
        }

        return lines.Append('\n').ToString();
    }

    // A dot at the start of a line begins a request. Apostrophes are always escaped.
    private static string Guard(string line) => line.StartsWith('.') ? @"\&" + line : line;
}
