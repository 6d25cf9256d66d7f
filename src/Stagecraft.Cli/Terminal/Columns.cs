namespace Stagecraft.Cli.Terminal;

/// <summary>Aligns rows of cells.</summary>
internal static class Columns
{
    private const int Gap = 2;

    // A wider cell moves only its own row: one long name must not push every other row off the screen.
    internal const int WidestAligned = 32;

    internal static void Write(TextOutput output, IReadOnlyList<Segment[]> rows)
    {
        int[] widths = Widths(rows);
        foreach (Segment[] row in rows)
        {
            Row(output, row, widths);
        }
    }

    /// <summary>Writes a table that omits its last columns on a narrow terminal.</summary>
    /// <param name="rows">The heading, then the other rows; all of the same length.</param>
    internal static void WriteTable(TextOutput output, IReadOnlyList<Segment[]> rows)
    {
        int columns = output.Width is { } width ? Fitting(rows, width) : rows[0].Length;
        Write(output, [.. rows.Select(r => r[..columns])]);
        if (columns < rows[0].Length)
        {
            string leftOut = string.Join(", ", rows[0][columns..].Select(c => c.Text));
            Prose.Write(output, $"(not shown: {leftOut}; -o json contains all values)", output.Width);
        }
    }

    internal static void Row(TextOutput output, Segment[] row, int[] widths)
    {
        for (int i = 0; i < row.Length - 1; i++)
        {
            output.Write(row[i], new string(' ', Padding(row[i], widths, i)));
        }

        output.Line(row[^1]);
    }

    internal static int WidthOf(Segment[] row, int[] widths) =>
        row[..^1].Select((c, i) => c.Text.Length + Padding(c, widths, i)).Sum() + row[^1].Text.Length;

    /// <summary>The number of leading columns that fit into a width, at least one.</summary>
    private static int Fitting(IReadOnlyList<Segment[]> rows, int width)
    {
        int count = 0;
        int used = -Gap;
        while (count < rows[0].Length && (used += Gap + rows.Max(r => r[count].Text.Length)) <= width)
        {
            count++;
        }

        return Math.Max(count, 1);
    }

    private static int Padding(Segment cell, int[] widths, int column) =>
        Math.Max(0, (column < widths.Length ? widths[column] : 0) - cell.Text.Length) + Gap;

    // The last cell of a row needs no padding.
    internal static int[] Widths(IReadOnlyList<Segment[]> rows)
    {
        int[] widths = new int[rows.Max(r => (int?)r.Length) ?? 0];
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
