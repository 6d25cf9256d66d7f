namespace Stagecraft.Cli.Terminal;

/// <summary>A table whose last columns give way on a narrow terminal.</summary>
internal static class TableText
{
    /// <param name="output">Where to.</param>
    /// <param name="rows">The head, then the others; all equally long.</param>
    /// <param name="width">Columns of the terminal; null where nothing limits them.</param>
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
