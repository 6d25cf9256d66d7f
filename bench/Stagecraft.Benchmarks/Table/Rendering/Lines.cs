using Stagecraft.Benchmarks.Table.Measuring;

namespace Stagecraft.Benchmarks.Table.Rendering;

/// <summary>Rows as lines of a table: one a measure, with the job's name in the first of each row.</summary>
internal static class Lines
{
    public static readonly string[] Head = ["job", "measured", "target", "result", "verdict"];

    public static IEnumerable<string[]> Of(IEnumerable<Row> rows) => rows.SelectMany(row => row.Measures.Select((measure, i) => new[]
    {
        i == 0 ? row.Job : "",
        measure.Name,
        Cells.Asked(measure),
        Cells.Reached(measure),
        Cells.Word(measure.Verdict),
    }));
}
