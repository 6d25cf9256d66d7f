using Stagecraft.Benchmarks.Table.Measuring;

namespace Stagecraft.Benchmarks.Table.Rendering;

/// <summary>What was measured, where, and under which conditions.</summary>
internal sealed record Report(string Machine, string Conditions, IReadOnlyList<Row> Rows)
{
    public Tally Tally { get; } = Tally.Of(Rows);
}
