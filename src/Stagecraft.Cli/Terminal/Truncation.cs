using SpectreSegment = Spectre.Console.Rendering.Segment;

namespace Stagecraft.Cli.Terminal;

/// <summary>Truncates lines to the width of the terminal.</summary>
internal static class Truncation
{
    /// <summary>The columns that a text takes; not every character takes one.</summary>
    internal static int Width(string text) => new SpectreSegment(text).CellCount();

    /// <summary>The line, truncated to a width; a truncated line ends in <c>…</c>.</summary>
    internal static Segment[] To(IReadOnlyList<Segment> line, int width)
    {
        Segment[] clean = [.. line.Select(s => s with { Text = TextSanitizer.Masked(s.Text) })];
        if (clean.Sum(s => Width(s.Text)) <= width)
        {
            return clean;
        }

        List<Segment> cut = new List<Segment>();
        int left = width - 1;
        foreach (Segment segment in clean)
        {
            string text = Beginning(segment.Text, left);
            cut.Add(segment with { Text = text });
            left -= Width(text);
            if (text.Length < segment.Text.Length)
            {
                break;
            }
        }

        return [.. cut, "…"];
    }

    private static string Beginning(string text, int width) =>
        string.Concat(text.EnumerateRunes().Select(r => r.ToString()).TakeWhile(r => (width -= Width(r)) >= 0));
}
