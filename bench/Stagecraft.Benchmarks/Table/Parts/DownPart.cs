using Stagecraft.Benchmarks.Table.Accounts;
using Stagecraft.Benchmarks.Table.Measuring;

namespace Stagecraft.Benchmarks.Table.Parts;

/// <summary>A plan and its apply that clear the environment, in a fresh minute, as <c>infra down</c> does.</summary>
internal sealed class DownPart(Ground ground) : ITablePart
{
    private const int PerMinute = 250;
    private const double Tick = 5;

    public string Name => "down";

    public IEnumerable<Row> Rows()
    {
        foreach (Fleet fleet in new Fleet[] { new(10), new(100), new(1_000, 4) }.Where(f => f.Hosts <= ground.Most))
        {
            Cost cost = ground.Lives.Of(fleet).Down;
            // Asked is what a thousand take, in a minute that nothing was sent in before.
            bool isAsked = ground.IsMadeUp && fleet.Hosts == 1_000;
            int minutes = ((cost.Requests + PerMinute - 1) / PerMinute) - 1;
            yield return Row.Of(
                $"down, {Text.Of(fleet.Hosts)} hosts",
                cost,
                fleet.Hosts,
                Measure.Count("requests", cost.Requests),
                Measure.Count("refused (429)", cost.Refused, fleet.Hosts == 1_000 ? Bound.Exactly(0) : null),
                Measure.Seconds(cost.Seconds, isAsked ? Bound.AtMost((1.1 * 60 * minutes) + Tick) : null));
        }
    }
}
