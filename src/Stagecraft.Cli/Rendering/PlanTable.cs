using Stagecraft.Cli.Terminal;

namespace Stagecraft.Cli.Rendering;

/// <summary>The changes of a plan as rows that are aligned across its groups. spec/cli/output.md, 1.5 and 1.6.</summary>
internal sealed class PlanTable
{
    private const string Below = "      ";

    // The least important column comes first. The numbers are indexes of PlanChange.Columns.
    private static readonly string[] Dispensable = ["image", "role", "region", "price"];
    private static readonly int[] Order = [0, 2];

    private readonly int? _width;
    private readonly int _sign;
    private readonly int _price;
    private readonly int _leftOut;
    private readonly int[] _widths;

    private PlanTable(IReadOnlyList<PlanChange> aligned, int sign, int price, int? width, int leftOut)
    {
        (_sign, _price, _width, _leftOut) = (sign, price, width, leftOut);
        _widths = Columns.Widths([.. aligned.Select(Row)]);
    }

    /// <summary>The columns that do not fit.</summary>
    internal IReadOnlyList<string> LeftOut => Dispensable[.._leftOut];

    internal static PlanTable Of(IReadOnlyList<PlanChange> changes, int? width)
    {
        int sign = changes.Max(c => (int?)c.Sign.Length) ?? 1;
        int price = changes.Max(c => c.Price?.Length) ?? 0;
        PlanTable narrowest = new PlanTable([], sign, price, width, Dispensable.Length);

        // Rows that wrap even without these columns do not count.
        PlanChange[] aligned = [.. changes.Where(c => c.Columns.Count == 0 || narrowest.Fits(narrowest.Row(c)))];
        PlanTable table = new PlanTable(aligned, sign, price, width, 0);
        int most = price > 0 ? Dispensable.Length : Dispensable.Length - 1;
        while (table._leftOut < most && aligned.Any(c => c.Columns.Count > 0 && !table.Fits(table.Row(c))))
        {
            table = new PlanTable(aligned, sign, price, width, table._leftOut + 1);
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

        if (change.IsContinued)
        {
            Continue(output, row);
            return;
        }

        output.Line(row[0]);
        Prose.Write(output, string.Join("  ", row[1..].Select(c => c.Text)), _width, indent: Below, first: Below);
    }

    // The detail begins in the line of the name, as far as there is room.
    private void Continue(TextOutput output, Segment[] row)
    {
        string[] words = row[^1].Text.Split(' ');
        int room = _width!.Value - Columns.WidthOf([.. row[..^1], ""], _widths);
        int fitting = 0;
        for (int used = -1; fitting < words.Length && (used += 1 + words[fitting].Length) <= room; fitting++)
        {
        }

        Segment[] first = fitting > 0 ? [.. row[..^1], string.Join(' ', words[..fitting])] : row[..^1];
        Columns.Row(output, first[^1].Text.Length > 0 ? first : first[..^1], _widths);
        Prose.Write(output, string.Join(' ', words[fitting..]), _width, indent: Below, first: Below);
    }

    private bool Fits(Segment[] row) => _width is not { } width || row.Length == 1 || Columns.WidthOf(row, _widths) <= width;

    private Segment[] Row(PlanChange change)
    {
        List<Segment> cells = new List<Segment> { new($"  {change.Sign.PadRight(_sign)} {change.Name}", change.Tone) };
        if (_price > 0 && _leftOut < Dispensable.Length && change.Price is { } price)
        {
            cells.Add(price.PadLeft(_price));
        }

        int[] hidden = Order[..Math.Clamp(_leftOut - 1, 0, Order.Length)];
        cells.AddRange(change.Columns.Where((_, i) => !hidden.Contains(i)).Select(c => new Segment(c)));
        if (change.Detail is { } detail)
        {
            cells.Add(detail);
        }
        else if (_leftOut == 0 && change.Image is { } image)
        {
            cells.Add(image);
        }

        while (cells.Count > 1 && string.IsNullOrWhiteSpace(cells[^1].Text))
        {
            cells.RemoveAt(cells.Count - 1);
        }

        return [.. cells];
    }
}
