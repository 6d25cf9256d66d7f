using System.Globalization;
using Stagecraft.Config;
using Stagecraft.Engine.Clouds;

namespace Stagecraft.Engine.Planning;

/// <summary>Compares the price of a plan with the budget of its environment (interface.md 3.8).</summary>
internal static class Budget
{
    private const string Hint = "increase the budget if this is intended";

    /// <summary>The plan, with a warning if it exceeds the budget.</summary>
    public static InfraPlan Warn(InfraPlan plan, decimal? max, ActualState actual, DesiredState desired, Preflight preflight) =>
        Excess(plan, max, UnknownSizes(plan, actual, desired, preflight)) is { } problem
            ? (plan with { Warnings = [.. plan.Warnings, new(ErrorCodes.OverBudget, problem.Message)] }).Sorted()
            : plan;

    /// <exception cref="CloudProviderException">The plan exceeds the budget: <c>over_budget</c>.</exception>
    public static void Require(InfraPlan plan, decimal? max, CloudTerms terms)
    {
        IEnumerable<string> unknown = plan.HostChanges
            .Where(c => c is { Creates: true, MonthlyAfter: null }).Select(c => c.Declared(HostField.Size)!);
        if (Excess(plan, max, unknown) is { } problem)
        {
            throw new CloudProviderException(terms.Provider, problem);
        }
    }

    /// <summary>The problem of a plan that creates hosts or makes them more expensive, and costs more than the budget and more than before,
    /// or an unknown amount.</summary>
    private static Problem? Excess(InfraPlan plan, decimal? max, IEnumerable<string> unknownSizes)
    {
        if (max is not { } limit || !plan.Changes.Any(c => c.Creates || c.MonthlyAfter > c.MonthlyBefore))
        {
            return null;
        }

        string currency = plan.Cost.Currency;
        if (plan.Cost.MonthlyAfter is not { } after)
        {
            string[] sizes = [.. unknownSizes.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(Excerpt.Of)];
            string of = sizes.Length == 0 ? "a machine" : $"size {string.Join(", ", sizes)}";
            return new(
                ErrorCodes.OverBudget,
                $"the price of {of} is unknown, so the budget of environment '{plan.Environment}' ({Money(limit)} {currency} a month) " +
                "cannot be checked",
                "choose a size with a known price, or remove the budget");
        }

        return after > limit && !(plan.Cost.MonthlyBefore >= after)
            ? new(
                ErrorCodes.OverBudget,
                $"this plan exceeds the budget of environment '{plan.Environment}': {Money(after)} {currency} a month, " +
                $"the maximum is {Money(limit)}",
                Hint)
            : null;
    }

    private static IEnumerable<string> UnknownSizes(InfraPlan plan, ActualState actual, DesiredState desired, Preflight preflight)
    {
        HashSet<string> created = plan.HostChanges.Where(c => c.Creates).Select(c => c.Name!).ToHashSet(StringComparer.Ordinal);
        return actual.Owned.Where(m => preflight.PriceOf(m) is null).Select(m => m.Size).Concat(
            desired.Hosts.Where(h => created.Contains(h.Name) && preflight.PriceOf(h.Declared) is null).Select(h => h.Declared.Size));
    }

    private static string Money(decimal amount) => amount.ToString("0.00", CultureInfo.InvariantCulture);
}
