using Stagecraft.Engine.Clouds;

namespace Stagecraft.Engine.Planning;

/// <summary>Monthly list prices of machines, before and after a plan (spec 5.5).</summary>
/// <param name="currency">The currency of the prices.</param>
/// <param name="preflight">The prices.</param>
internal sealed class Pricing(string currency, Preflight preflight)
{
    /// <summary>The change with its price before and after.</summary>
    /// <param name="change">The change.</param>
    /// <param name="existing">The existing machine, or null.</param>
    /// <param name="host">The declared host, or null.</param>
    public ResourceChange Apply(ResourceChange change, Machine? existing, DeclaredHost? host = null)
    {
        decimal? before = change.Id is null ? 0m : preflight.PriceOf(existing!);
        return change with
        {
            MonthlyBefore = before,
            MonthlyAfter = change.Creates ? preflight.PriceOf(host!)
                : change.Deletes ? 0m
                : change.Fields.Any(f => f is { Name: HostField.Size, IsUpdated: true }) ? preflight.PriceOf(host!)
                : change.Fields.Any(f => f.IsUpdated && host!.Properties.Any(p => p.Name == f.Name))
                    ? preflight.PriceOf(host! with { Size = existing!.Size }) // An update does not resize the machine.
                : before,
        };
    }

    /// <summary>The price of all owned machines. A price that is unknown makes the sum unknown.</summary>
    /// <param name="actual">The actual state.</param>
    /// <param name="changes">The rows of the plan.</param>
    /// <param name="surge">Whether new machines of an interrupted surge are used: the rows of their hosts have their price.</param>
    public PlanCost Cost(ActualState actual, IReadOnlyList<ResourceChange> changes, bool surge)
    {
        ResourceChange[] effective = [.. changes.Where(c => c.Actions != ResourceActions.None)];
        HashSet<ResourceId> changed = [.. effective.Where(c => c.Id is not null).Select(c => c.Id!.Value)];
        if (surge)
        {
            changed.UnionWith(
                effective.Where(c => c.Actions == ResourceActions.Replace)
                    .Select(c => SurgeHosts.Begun(actual, c.Name!)).OfType<Machine>().Select(m => m.Id));
        }

        return new(
            currency,
            Sum(actual.Owned),
            Sum(actual.Owned.Where(m => !changed.Contains(m.Id)))
                + effective.Aggregate((decimal?)0m, (sum, change) => sum + change.MonthlyAfter));
    }

    /// <summary>The price of machines; null if one is unknown.</summary>
    public decimal? Sum(IEnumerable<Machine> machines) =>
        machines.Aggregate((decimal?)0m, (sum, machine) => sum + preflight.PriceOf(machine));
}
