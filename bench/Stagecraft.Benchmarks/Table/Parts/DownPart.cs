using Stagecraft.Benchmarks.Table.Accounts;
using Stagecraft.Benchmarks.Table.Measuring;

namespace Stagecraft.Benchmarks.Table.Parts;

/// <summary>A plan and its apply that clear the environment, in a fresh minute, as <c>infra down</c> does.</summary>
internal sealed class DownPart(Ground ground) : ITablePart
{
    private const int PerMinute = 250;
    private const double Tick = 5;
    private static readonly TimeSpan BeyondDestroy = TimeSpan.FromSeconds(3);

    public string Name => "down";

    public IEnumerable<Row> Rows()
    {
        foreach (Fleet fleet in new Fleet[] { new(10), new(100), new(1_000, 4) }.Where(f => f.Hosts <= ground.Most))
        {
            Cost cost = ground.Lives.Of(fleet).Down;
            // A thousand hosts take minutes, in a minute that nothing was sent in before. Fewer take three seconds after the last deletion.
            int minutes = ((cost.Requests + PerMinute - 1) / PerMinute) - 1;
            double most = fleet.Hosts == 1_000 ? (1.1 * 60 * minutes) + Tick : (MadeUpAccount.Destroy + BeyondDestroy).TotalSeconds;
            yield return Row.Of(
                $"down, {Text.Of(fleet.Hosts)} hosts",
                cost,
                fleet.Hosts,
                Measure.Count("requests", cost.Requests, fleet.Hosts == 100 ? Bound.AtMost(116) : null),
                Measure.Count("refused (429)", cost.Refused, Bound.Exactly(0)),
                Measure.Seconds(cost.Seconds, ground.IsMadeUp ? Bound.AtMost(most) : null));
        }
    }
}
