using System.Globalization;
using Stagecraft.Benchmarks.Table.Measuring;

namespace Stagecraft.Benchmarks.Table.Rendering;

/// <summary>How much of what is asked was reached.</summary>
internal sealed record Tally(int Met, int Missed, int NotMeasured)
{
    public static Tally Of(IEnumerable<Row> rows)
    {
        Verdict[] all = [.. rows.SelectMany(r => r.Measures).Select(m => m.Verdict)];
        return new(all.Count(v => v == Verdict.Met), all.Count(v => v == Verdict.Missed), all.Count(v => v == Verdict.NotMeasured));
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Met} met, {Missed} missed, {NotMeasured} not measured");
}
