namespace Stagecraft.Cli.Rendering;

/// <summary>Aligns rows of cells.</summary>
internal static class Columns
{
    private const int Gap = 2;

    // One long name must not push every other row off the screen: a wider cell moves only its own row.
    private const int WidestAligned = 32;

    internal static void Write(TextOutput output, IReadOnlyList<Segment[]> rows)
    {
        int[] widths = Widths(rows);
        foreach (Segment[] row in rows)
        {
            int last = Array.FindLastIndex(row, c => c.Text.Length > 0);
            for (int i = 0; i <= last; i++)
            {
                output.Write(row[i]);
                if (i < last)
                {
                    output.Write(new string(' ', Math.Max(0, widths[i] - row[i].Text.Length) + Gap));
                }
            }

            output.Line();
        }
    }

    /// <summary>How many of the first columns fit into a width, at least one.</summary>
    internal static int Fitting(IReadOnlyList<Segment[]> rows, int width)
    {
        int[] widths = Widths(rows);
        int used = widths[0];
        int count = 1;
        while (count < widths.Length && used + Gap + widths[count] <= width)
        {
            used += Gap + widths[count++];
        }

        return count;
    }

    private static int[] Widths(IReadOnlyList<Segment[]> rows)
    {
        var widths = new int[rows.Max(r => r.Length)];
        foreach (Segment[] row in rows)
        {
            for (int i = 0; i < row.Length; i++)
            {
                widths[i] = Math.Max(widths[i], Math.Min(row[i].Text.Length, WidestAligned));
            }
        }

        return widths;
    }
}
