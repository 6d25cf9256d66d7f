namespace Stagecraft.Cli.Rendering;

/// <summary>The totals of a plan: counts, price, requests, and what it does not compare. spec/cli/output.md, 1.2 to 1.3.1.</summary>
internal static class PlanSums
{
    internal static string Summary(InfraPlan plan)
    {
        PlanSummary sums = plan.Summary;
        if (plan.InSync)
        {
            return sums.Unchanged == 0 ? "No changes." : $"No changes. {Words.Counts(plan.Changes, "host")} as declared.";
        }

        string replace = sums.Replace == 0 ? "" : $"{Words.Number(sums.Replace)} to replace, ";
        string protect = sums.Update == 0 ? "" : $"{Words.Number(sums.Update)} to update, ";
        return $"Plan: {Words.Number(sums.Create)} to create, {Words.Number(sums.Delete)} to delete, {replace}{protect}"
            + $"{Words.Number(sums.Drift)} drifted, {Words.Number(sums.Unchanged)} unchanged.";
    }

    /// <summary>The counts above zero, deletes first.</summary>
    internal static string Short(InfraPlan plan)
    {
        PlanSummary sums = plan.Summary;
        (int Count, string What)[] all =
        [
            (sums.Delete, "to delete"), (sums.Replace, "to replace"), (sums.Create, "to create"), (sums.Update, "to update"),
            (sums.Drift, "drifted"),
        ];
        return plan.InSync ? "No changes" : string.Join(", ", all.Where(c => c.Count > 0).Select(c => $"{Words.Number(c.Count)} {c.What}"));
    }

    internal static string Cost(PlanCost cost)
    {
        if (cost.MonthlyBefore is { } same && same == cost.MonthlyAfter)
        {
            return $"Cost: {Words.Money(same)} {cost.Currency} a month.";
        }

        string delta = cost.MonthlyDelta is { } by ? $" ({(by > 0 ? "+" : "")}{Words.Money(by)})" : "";
        return $"Cost: {Words.Money(cost.MonthlyBefore)} -> {Words.Money(cost.MonthlyAfter)} {cost.Currency} a month{delta}.";
    }

    /// <summary>The difference of the monthly price of a row; empty if it does not change.</summary>
    internal static string Difference(ResourceChange change)
    {
        decimal? before = change.Actions == ResourceActions.Create ? 0m : change.MonthlyBefore;
        decimal? after = change.Actions == ResourceActions.Delete ? 0m : change.MonthlyAfter;
        return (after - before) switch
        {
            null => change.MonthlyBefore is null && change.MonthlyAfter is null ? "" : "unknown",
            0m => "",
            > 0m and var more => $"+{Words.Money(more)}/mo",
            var less => $"{Words.Money(less)}/mo",
        };
    }

    /// <summary>What cannot be restored after the plan; null if there is nothing.</summary>
    internal static string? Lost(InfraPlan plan)
    {
        string[] lost =
        [
            .. plan.Changes.Where(c => ResourceRows.Loss(c) is not null)
                .Select(c => $"{ResourceRows.Loss(c)} of {Words.Resource(c.Kind, c.Name, c.CloudName)}").Order(NaturalOrder.Instance),
        ];
        return lost.Length == 0 ? null : $"Lost: {string.Join(", ", lost)}.";
    }

    /// <summary>The estimate of requests; null if nothing changes or the number is unknown.</summary>
    internal static string? Requests(InfraPlan plan) =>
        plan is { HasChanges: true, Requests: { } requests } ? $"API requests: about {Words.Count(requests, "write")}, plus reads." : null;

    /// <summary>The fields that the plan does not compare; empty where there are none.</summary>
    internal static string NotCompared(InfraPlan plan) =>
        string.Join(", ", plan.NotCompared.SelectMany(n => n.Fields).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
}
