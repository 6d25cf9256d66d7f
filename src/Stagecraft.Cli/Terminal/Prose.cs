namespace Stagecraft.Cli.Terminal;

/// <summary>Sentences that are wrapped at the width of the terminal.</summary>
internal static class Prose
{
    /// <param name="indent">What further lines begin with.</param>
    internal static void Write(TextOutput output, string text, int? width, Tone tone = Tone.Plain, string indent = "  ", string first = "")
    {
        string line = first;
        bool isEmpty = true;
        foreach (string word in text.Split(' '))
        {
            if (!isEmpty && line.Length + 1 + word.Length > width)
            {
                output.Line(new Segment(line.TrimEnd(), tone));
                (line, isEmpty) = (indent, true);
            }

            line += isEmpty ? word : " " + word;
            isEmpty = false;
        }

        output.Line(new Segment(line, tone));
    }
}
