namespace Stagecraft.Cli.Terminal;

/// <summary>A table that omits its last columns on a narrow terminal.</summary>
internal static class TableText
{
    /// <param name="output">The output.</param>
    /// <param name="rows">The heading, then the other rows; all of the same length.</param>
    /// <param name="width">The columns of the terminal; null without a limit.</param>
    internal static void Write(TextOutput output, IReadOnlyList<Segment[]> rows, int? width)
    {
        int columns = width is { } limit ? Columns.Fitting(rows, limit) : rows[0].Length;
        Columns.Write(output, [.. rows.Select(r => r[..columns])]);
        if (columns < rows[0].Length)
        {
            output.Line($"(no room for {string.Join(", ", rows[0][columns..].Select(c => c.Text))}; -o json has everything)");
        }
    }
}
