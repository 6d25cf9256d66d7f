using System.Globalization;
using System.Text;

namespace Stagecraft.Cli.Tests.Releases;

/// <summary>Text as roff: what is written is what is read, whatever characters it has.</summary>
internal static class Roff
{
    private const int Width = 78;

    /// <summary>One line of text without the meaning that roff gives to characters; a hyphen stays one that can be copied.</summary>
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

    /// <summary>Escaped text in lines that are not too long, none of which is a request.</summary>
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

    // At the start of a line a dot (an apostrophe is escaped anyway) begins a request.
    private static string Guard(string line) => line.StartsWith('.') ? @"\&" + line : line;
}
