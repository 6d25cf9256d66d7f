namespace Stagecraft.Benchmarks.Table.Rendering;

/// <summary>An aligned table, without colour.</summary>
internal static class TextReport
{
    public static string Of(Report report)
    {
        string[][] lines = [Lines.Head, .. Lines.Of(report.Rows)];
        int[] widths = [.. Enumerable.Range(0, Lines.Head.Length).Select(c => lines.Max(l => l[c].Length))];
        IEnumerable<string> table = lines.Select(line => string.Join("  ", line.Select((cell, c) => cell.PadRight(widths[c]))).TrimEnd());
        return string.Join('\n', [report.Machine, report.Conditions, "", .. table, "", report.Tally.ToString(), ""]);
    }
}
