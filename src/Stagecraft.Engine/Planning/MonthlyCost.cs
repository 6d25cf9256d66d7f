using Stagecraft.Plans;

namespace Stagecraft.Engine.Planning;

/// <summary>The monthly list price of the owned machines, before and after a plan (spec 5.5).</summary>
internal static class MonthlyCost
{
    private const string Currency = "USD";

    public static PlanCost Of(
        ActualState actual,
        IReadOnlyList<HostSpec> create,
        IReadOnlyList<HostDeletion> delete,
        IReadOnlyDictionary<string, decimal>? prices)
    {
        HashSet<MachineId> gone = [.. delete.Select(d => d.Id)];
        decimal? before = Sum(actual.Owned.Select(d => d.Size), prices);
        decimal? kept = Sum(actual.Owned.Where(d => !gone.Contains(d.Id)).Select(d => d.Size), prices);
        decimal? added = Sum(create.Select(h => h.Size), prices);
        return new(Currency, before, kept + added);
    }

    private static decimal? Sum(IEnumerable<string> sizes, IReadOnlyDictionary<string, decimal>? prices)
    {
        decimal sum = 0;
        foreach (string size in sizes)
        {
            if (prices is null || !prices.TryGetValue(size, out decimal price))
            {
                return null;
            }

            sum += price;
        }

        return sum;
    }
}
