using Stagecraft.Benchmarks.Table.Accounts;
using Stagecraft.Benchmarks.Table.Measuring;

namespace Stagecraft.Benchmarks.Table.Parts;

/// <summary>A plan in which nothing has changed: spec/providers/cloud/digitalocean.md, 9.5.</summary>
internal sealed class PlanPart(Ground ground) : ITablePart
{
    public const int Base = 11;
    public const int PageSize = 200;

    private static readonly TimeSpan TwoRoundTrips = 2 * MadeUpAccount.Latency;

    public string Name => "plan";

    public IEnumerable<Row> Rows()
    {
        foreach (int hosts in ground.Of(10, 100, 1_000, 10_000))
        {
            Cost cost = ground.IsMadeUp ? OfFilled(new Fleet(hosts)) : ground.Lives.Of(new Fleet(hosts)).Plan;
            yield return Row.Of(
                $"plan, {Text.Of(hosts)} hosts in sync",
                cost,
                hosts,
                Measure.Count("requests", cost.Requests, Bound.AtMost(Base + Pages(hosts))),
                Measure.Seconds(cost.Seconds, ground.IsMadeUp ? Bound.AtMost(TwoRoundTrips.TotalSeconds) : null));
        }
    }

    public static int Pages(int droplets) => Math.Max(1, (droplets + PageSize - 1) / PageSize);

    private static Cost OfFilled(Fleet fleet)
    {
        using MadeUpAccount account = new();
        account.Fill(fleet);
        account.FreshBudget(fleet.Hosts);
        return new Tool(account, fleet).Plan();
    }
}
