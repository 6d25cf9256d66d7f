using Stagecraft.Benchmarks.Table.Accounts;
using Stagecraft.Benchmarks.Table.Measuring;

namespace Stagecraft.Benchmarks.Table.Parts;

/// <summary>A plan and its apply in an empty environment, as <c>infra up</c> does.</summary>
internal sealed class UpPart(Ground ground) : ITablePart
{
    /// <summary>The later of two seconds after the boot and one after the settle window.</summary>
    private static readonly double Soon = Math.Max(MadeUpAccount.Boot.TotalSeconds + 2, 15 + 1);

    public string Name => "up";

    public IEnumerable<Row> Rows()
    {
        if (ground.Most >= 10)
        {
            Cost cost = ground.Lives.Of(new Fleet(10)).Up;
            yield return Row.Of(
                "up, 10 equal hosts", cost, 10, Measure.Count("requests", cost.Requests, Bound.AtMost(19)), Time(cost, Soon));
        }

        if (ground.Most >= 100)
        {
            Cost cost = ground.Lives.Of(new Fleet(100)).Up;
            yield return Row.Of(
                "up, 100 equal hosts",
                cost,
                100,
                Measure.Count("creates sent", cost.Posts, Bound.Exactly(10)),
                Measure.Count("requests", cost.Requests, Bound.AtMost(29)),
                Time(cost, Soon));
        }

        if (ground.Most >= 1_000)
        {
            Cost cost = ground.Lives.Of(new Fleet(1_000, 4)).Up;
            yield return Row.Of(
                "up, 1,000 hosts of 4 kinds",
                cost,
                1_000,
                Measure.Count("requests", cost.Requests, Bound.AtMost(200)),
                Measure.Count("refused (429)", cost.Refused, Bound.Exactly(0)),
                Time(cost, 60));
        }
    }

    /// <summary>The boot time is unknown in other accounts, so the time has no target there.</summary>
    private Measure Time(Cost cost, double? asked = null) =>
        Measure.Seconds(cost.Seconds, ground.IsMadeUp && asked is { } limit ? Bound.AtMost(limit) : null);
}
