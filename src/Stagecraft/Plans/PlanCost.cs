namespace Stagecraft.Plans;

/// <summary>What the environment's own machines cost a month, at list price. A part is null where some price is not known.</summary>
/// <param name="Currency">The currency, for example <c>USD</c>.</param>
/// <param name="MonthlyBefore">A month as things are.</param>
/// <param name="MonthlyAfter">A month once the plan is applied.</param>
public sealed record PlanCost(string Currency, decimal? MonthlyBefore, decimal? MonthlyAfter)
{
    /// <summary>The cost where no price is known, as of a cloud that has none: USD, and no amount.</summary>
    public static PlanCost Unknown { get; } = new("USD", null, null);

    /// <summary>After less before, both to two decimals as they are shown, so that what is shown adds up; null where either is not
    /// known.</summary>
    public decimal? MonthlyDelta => Shown(MonthlyAfter) - Shown(MonthlyBefore);

    private static decimal? Shown(decimal? amount) => amount is { } known ? decimal.Round(known, 2, MidpointRounding.AwayFromZero) : null;
}
