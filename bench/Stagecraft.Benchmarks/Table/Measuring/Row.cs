using System.Globalization;

namespace Stagecraft.Benchmarks.Table.Measuring;

/// <summary>A job and what was measured of it.</summary>
internal sealed record Row(string Job, params IReadOnlyList<Measure> Measures)
{
    /// <summary>The row of a job that was to be done for so many hosts, or of its failure.</summary>
    public static Row Of(string job, Cost cost, int hosts, params IReadOnlyList<Measure> measures) =>
        cost.Failure is { } failure ? new(job, Measure.Failed(failure))
        : cost.Hosts != hosts
            ? new(job, Measure.Failed(string.Create(CultureInfo.InvariantCulture, $"done for {cost.Hosts} hosts, not {hosts}")))
        : new(job, measures);

    /// <summary>The row of a job that is not done here.</summary>
    public static Row LeftOut(string job, string why) => new(job, Measure.NotMeasured("", why));
}
