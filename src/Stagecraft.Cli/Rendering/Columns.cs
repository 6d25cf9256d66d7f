namespace Stagecraft.Cli.Rendering;

/// <summary>Aligns rows of cells.</summary>
internal static class Columns
{
    private const int Gap = 2;

    // One long name must not push every other row off the screen: nothing is aligned to a wider cell, it moves only its own row.
    private const int WidestAligned = 32;

    internal static void Write(TextOutput output, IReadOnlyList<Segment[]> rows)
    {
        int[] widths = Widths(rows);
        foreach (Segment[] row in rows)
        {
            for (int i = 0; i < row.Length - 1; i++)
            {
                output.Write(row[i], new string(' ', Math.Max(0, widths[i] - row[i].Text.Length) + Gap));
            }

            output.Line(row[^1]);
        }
    }

    /// <summary>How many of the first columns fit into a width, at least one; all rows are equally long.</summary>
    internal static int Fitting(IReadOnlyList<Segment[]> rows, int width)
    {
        int count = 0;
        int used = -Gap;
        while (count < rows[0].Length && (used += Gap + rows.Max(r => r[count].Text.Length)) <= width)
        {
            count++;
        }

        return Math.Max(count, 1);
    }

    // A row's last cell is a text of its own: nothing follows that it would have to make room for.
    private static int[] Widths(IReadOnlyList<Segment[]> rows)
    {
        var widths = new int[rows.Max(r => r.Length)];
        foreach (Segment[] row in rows)
        {
            for (int i = 0; i < row.Length - 1; i++)
            {
                if (row[i].Text.Length <= WidestAligned)
                {
                    widths[i] = Math.Max(widths[i], row[i].Text.Length);
                }
            }
        }

        return widths;
    }
}
