using System.Globalization;
using Stagecraft.Benchmarks.Table.Accounts;
using Stagecraft.Benchmarks.Table.Measuring;

namespace Stagecraft.Benchmarks.Table.Parts;

/// <summary>The same jobs one droplet a request, for comparison: nothing is asked of them.</summary>
internal sealed class PeersPart(Ground ground) : ITablePart
{
    public string Name => "one-by-one";

    public IEnumerable<Row> Rows()
    {
        // In real time each droplet boots on its own, one after the other.
        foreach (int hosts in ground.IsMadeUp ? [10, 100, 1_000] : ground.Of(10))
        {
            Life ours = ground.Lives.Of(new Fleet(hosts));
            foreach (int atOnce in ground.IsMadeUp ? new[] { 1, 10 } : [1])
            {
                Life theirs = ground.Lives.OneByOne(hosts, atOnce);
                string order = atOnce == 1 ? "one after the other" : $"{atOnce} at a time";
                string how = $"{Text.Of(hosts)} hosts, one droplet per request, {order}";
                yield return Of($"up, {how}", hosts, theirs.Up, ours.Up);
                yield return Of($"plan (read each), {how}", hosts, theirs.Plan, ours.Plan);
                yield return Of($"down, {how}", hosts, theirs.Down, ours.Down);
            }
        }
    }

    private static Row Of(string job, int hosts, Cost theirs, Cost ours) => ours.Failure is { } failure
        ? new(job, Measure.Failed($"ours did not end well: {failure}"))
        : Row.Of(
            job,
            theirs,
            hosts,
            Measure.Count("requests", theirs.Requests) with { Note = Against(theirs.Requests, ours.Requests, "") + Refused(theirs) },
            Measure.Seconds(theirs.Seconds) with { Note = Against(theirs.Seconds, ours.Seconds, " s") });

    private static string Refused(Cost cost) =>
        cost.Refused == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"; {cost.Refused:#,0} refused with 429");

    private static string Against(double theirs, double ours, string unit) =>
        string.Create(CultureInfo.InvariantCulture, $"{theirs / ours:0.0} x Stagecraft's {ours:#,0.###}{unit}");
}
