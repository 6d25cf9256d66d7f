using System.Diagnostics;
using Stagecraft.Benchmarks.Table.Measuring;
using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Planning;

namespace Stagecraft.Benchmarks.Table.Parts;

/// <summary>The planner alone, from droplets read to the plan; of three runs the best.</summary>
internal sealed class PlannerPart : ITablePart
{
    private const int Runs = 3;
    private const int AskedOf = 100_000;

    // Linear: a host costs no more of many than of few, but for tables that grow by doubling, and for caches that many do not fit in.
    private const double Linear = 1.5;
    private const double LinearTime = 3;

    public string Name => "planner";

    public IEnumerable<Row> Rows()
    {
        double? first = null;
        double ofAsked = 0;
        foreach (int hosts in new[] { 1_000, 10_000, AskedOf, 1_000_000 })
        {
            (TimeSpan time, long bytes) = Best(PlannerInput.Of(hosts));
            double perHost = (double)bytes / hosts;
            double nanoseconds = Math.Ceiling(time.TotalNanoseconds / hosts);
            yield return new Row(
                $"planner, {Text.Of(hosts)} hosts",
                Measure.Seconds(time.TotalSeconds, hosts == AskedOf ? Bound.Below(0.5) : null),
                new Measure("time per host", "ns", nanoseconds, hosts > AskedOf ? Bound.AtMost(Math.Ceiling(LinearTime * ofAsked)) : null),
                new Measure("allocated", "MB", bytes / 1e6, hosts == AskedOf ? Bound.Below(200) : null),
                new Measure("allocated per host", "B", perHost, first is { } few ? Bound.AtMost(Math.Ceiling(Linear * few)) : null));
            first ??= perHost;
            ofAsked = nanoseconds;
        }
    }

    private static (TimeSpan Time, long Bytes) Best(PlannerInput input)
    {
        TimeSpan time = TimeSpan.MaxValue;
        long bytes = long.MaxValue;
        for (int run = 0; run < Runs; run++)
        {
            GC.Collect();
            long before = GC.GetAllocatedBytesForCurrentThread();
            long began = Stopwatch.GetTimestamp();
            int created = Planner.Diff(
                input.Desired,
                Inventory.Classify(input.Desired.Ownership, input.Droplets),
                new Preflight { Prices = input.Prices }).Summary.Create;
            TimeSpan taken = Stopwatch.GetElapsedTime(began);
            bytes = Math.Min(bytes, GC.GetAllocatedBytesForCurrentThread() - before);
            time = taken < time ? taken : time;
            if (created != input.Missing)
            {
                throw new InvalidOperationException($"The plan creates {created} hosts where {input.Missing} are missing.");
            }
        }

        return (time, bytes);
    }
}
