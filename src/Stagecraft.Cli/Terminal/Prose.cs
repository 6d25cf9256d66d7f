namespace Stagecraft.Cli.Terminal;

/// <summary>Sentences that are wrapped at the width of the terminal.</summary>
internal static class Prose
{
    /// <param name="indent">What further lines begin with.</param>
    /// <param name="first">What the first line begins with.</param>
    internal static void Write(
        TextOutput output, string text, int? width, Tone tone = Tone.Plain, string indent = "  ", params ReadOnlySpan<Segment> first)
    {
        int used = 0;
        foreach (Segment segment in first)
        {
            output.Write(segment);
            used += segment.Text.Length;
        }

        string line = "";
        // A command in backticks stays on one line, so that it can be copied.
        foreach (string word in Words(text, '`'))
        {
            if (line.Length > 0 && used + line.Length + 1 + word.Length > width)
            {
                output.Line(new Segment(line.TrimEnd(), tone));
                output.Write(indent);
                (line, used) = ("", indent.Length);
            }

            line += line.Length == 0 ? word : " " + word;
        }

        output.Line(new Segment(line, tone));
    }

    /// <summary>The words of a text. A quoted part is not divided.</summary>
    internal static IEnumerable<string> Words(string text, params char[] quotes)
    {
        int start = 0;
        char quote = default;
        for (int i = 0; i < text.Length; i++)
        {
            if (quote != default)
            {
                quote = text[i] == quote ? default : quote;
            }
            else if (quotes.Contains(text[i]))
            {
                quote = text[i];
            }
            else if (text[i] == ' ')
            {
                yield return text[start..i];
                start = i + 1;
            }
        }

        yield return text[start..];
    }
}
