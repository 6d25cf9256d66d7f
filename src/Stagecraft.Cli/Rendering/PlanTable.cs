using Stagecraft.Cli.Terminal;

namespace Stagecraft.Cli.Rendering;

/// <summary>The changes of a plan as rows that are aligned across its groups. spec/cli/output.md, 1.5 and 1.6.</summary>
internal sealed class PlanTable
{
    private const string Below = "      ";

    // The least important column comes first. The numbers are indexes of PlanChange.Columns.
    private static readonly string[] Dispensable = ["image", "role", "region"];
    private static readonly int[] Order = [0, 2];

    private readonly int? _width;
    private readonly int _sign;
    private readonly int _leftOut;
    private readonly int[] _widths;

    private PlanTable(IReadOnlyList<PlanChange> aligned, int sign, int? width, int leftOut)
    {
        (_sign, _width, _leftOut) = (sign, width, leftOut);
        _widths = Columns.Widths([.. aligned.Select(Row)]);
    }

    /// <summary>The columns that do not fit.</summary>
    internal IReadOnlyList<string> LeftOut => Dispensable[.._leftOut];

    internal static PlanTable Of(IReadOnlyList<PlanChange> changes, int? width)
    {
        int sign = changes.Max(c => (int?)c.Sign.Length) ?? 1;
        PlanTable narrowest = new PlanTable([], sign, width, Dispensable.Length);

        // Rows that wrap even without these columns do not count.
        PlanChange[] aligned = [.. changes.Where(c => c.Columns.Count == 0 || narrowest.Fits(narrowest.Row(c)))];
        PlanTable table = new PlanTable(aligned, sign, width, 0);
        while (table._leftOut < Dispensable.Length && aligned.Any(c => c.Columns.Count > 0 && !table.Fits(table.Row(c))))
        {
            table = new PlanTable(aligned, sign, width, table._leftOut + 1);
        }

        return table;
    }

    internal void Write(TextOutput output, PlanChange change)
    {
        Segment[] row = Row(change);
        if (Fits(row))
        {
            Columns.Row(output, row, _widths);
            return;
        }

        output.Line(row[0]);
        Prose.Write(output, string.Join("  ", row[1..].Select(c => c.Text)), _width, indent: Below, first: Below);
    }

    private bool Fits(Segment[] row) => _width is not { } width || row.Length == 1 || Columns.WidthOf(row, _widths) <= width;

    private Segment[] Row(PlanChange change)
    {
        List<Segment> cells = new List<Segment> { new($"  {change.Sign.PadRight(_sign)} {change.Name}", change.Tone) };
        cells.AddRange(change.Columns.Where((_, i) => !Order.AsSpan(0, Math.Max(0, _leftOut - 1)).Contains(i)).Select(c => new Segment(c)));
        if (change.Detail is { } detail)
        {
            cells.Add(detail);
        }
        else if (_leftOut == 0 && change.Image is { } image)
        {
            cells.Add(image);
        }

        return [.. cells];
    }
}
