namespace Stagecraft.Engine.Planning;

/// <summary>Monthly list prices of machines, before and after a plan (spec 5.5).</summary>
/// <param name="currency">The currency of the prices.</param>
/// <param name="prices">Prices by size; null if they could not be read.</param>
internal sealed class Pricing(string currency, IReadOnlyDictionary<string, decimal>? prices)
{
    /// <summary>The change with its price before and after.</summary>
    /// <param name="change">The change.</param>
    /// <param name="size">The size of the existing machine, or null.</param>
    public ResourceChange Apply(ResourceChange change, string? size)
    {
        decimal? before = change.Id is null ? 0m : Of(size!);
        return change with
        {
            MonthlyBefore = before,
            MonthlyAfter = change.Creates ? Of(change.Declared(HostField.Size)!) : change.Deletes ? 0m : before,
        };
    }

    /// <summary>The price of all owned machines. A price that is unknown makes the sum unknown.</summary>
    public PlanCost Cost(ActualState actual, IReadOnlyList<ResourceChange> changes)
    {
        HashSet<MachineId> deleted = [.. changes.Where(c => c.Deletes).Select(c => c.Id!.Value)];
        return new(
            currency,
            Sum(actual.Owned.Select(m => Of(m.Size))),
            Sum(actual.Owned.Where(m => !deleted.Contains(m.Id)).Select(m => Of(m.Size))
                .Concat(changes.Where(c => c.Creates).Select(c => c.MonthlyAfter))));
    }

    private static decimal? Sum(IEnumerable<decimal?> amounts) => amounts.Aggregate((decimal?)0m, (sum, amount) => sum + amount);

    private decimal? Of(string size) => prices is not null && prices.TryGetValue(size, out decimal price) ? price : null;
}
