using Stagecraft.Benchmarks.Table.Accounts;
using Stagecraft.Benchmarks.Table.Measuring;

namespace Stagecraft.Benchmarks.Table.Parts;

/// <summary>A plan in an account with many unmanaged droplets uses the cheaper way to read:
/// spec/providers/cloud/digitalocean.md, 4.3.</summary>
internal sealed class LargeAccountPart(Ground ground) : ITablePart
{
    private const int Unmanaged = 10_000;

    private static readonly (int Hosts, bool AreThere)[] Cases = [(10, true), (10, false), (100, false)];

    public string Name => "large-account";

    public IEnumerable<Row> Rows()
    {
        foreach ((int hosts, bool areThere) in Cases)
        {
            string job = $"plan among {Text.Of(Unmanaged)} unmanaged droplets, {hosts} hosts {(areThere ? "in sync" : "missing")}";
            if (!ground.IsMadeUp)
            {
                yield return Row.LeftOut(job, "needs a made-up account");
                continue;
            }

            Cost cost = Plan(new Fleet(hosts), areThere);
            int there = areThere ? hosts : 0;
            int whole = PlanPart.Base + PlanPart.Pages(Unmanaged + there) - 1;
            int byTag = PlanPart.Base + PlanPart.Pages(there) - 1 + (hosts - there) + (areThere ? 0 : 1);
            yield return Row.Of(
                job,
                cost,
                there,
                Measure.Count(
                    "requests", cost.Requests, Bound.AtMost(Math.Min(whole, byTag))) with
                { Note = $"whole account {whole}, by tag {byTag}" },
                Measure.Seconds(cost.Seconds));
        }
    }

    private static Cost Plan(Fleet fleet, bool areThere)
    {
        using MadeUpAccount account = new();
        account.FillUnmanaged(Unmanaged);
        if (areThere)
        {
            account.Fill(fleet);
        }

        account.FreshBudget(fleet.Hosts);
        return new Tool(account, fleet).Plan();
    }
}
