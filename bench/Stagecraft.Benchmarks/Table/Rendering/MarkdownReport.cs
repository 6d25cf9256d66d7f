namespace Stagecraft.Benchmarks.Table.Rendering;

/// <summary>A table for a page.</summary>
internal static class MarkdownReport
{
    public static string Of(Report report)
    {
        IEnumerable<string> table = Lines.Of(report.Rows).Prepend([.. Lines.Head.Select(_ => "---")]).Prepend(Lines.Head).Select(Line);
        return string.Join('\n', [$"{report.Machine}  ", report.Conditions, "", .. table, "", report.Tally.ToString(), ""]);
    }

    private static string Line(string[] cells) => $"| {string.Join(" | ", cells.Select(Escaped))} |";

    private static string Escaped(string cell) =>
        cell.Replace("|", "\\|", StringComparison.Ordinal)
            .Replace("<=", "≤", StringComparison.Ordinal)
            .Replace(">=", "≥", StringComparison.Ordinal)
            .Replace("<", "&lt;", StringComparison.Ordinal)
            .ReplaceLineEndings(" ");
}
