using Stagecraft.Plans;

namespace Stagecraft.Cli.Rendering;

/// <summary>What a plan comes to: counts, price, requests. spec/cli/output.md, 1.2 and 1.3.</summary>
internal static class PlanSums
{
    internal static string Summary(InfraPlan plan)
    {
        if (plan.InSync)
        {
            return plan.Unchanged.Count == 0 ? "No changes." : $"No changes. {Words.Count(plan.Unchanged.Count, "host")} as declared.";
        }

        int anew = PlanGroups.Replaced(plan).Count;
        string replaced = anew == 0 ? "" : $"{Words.Number(anew)} to replace, ";
        return $"Plan: {Words.Number(plan.ToCreate.Count - anew)} to create, {Words.Number(plan.ToDelete.Count - anew)} to delete, {replaced}"
            + (plan.ToProtect.Count > 0 ? $"{Words.Number(plan.ToProtect.Count)} to protect, " : "")
            + $"{Words.Number(Drifted(plan))} drifted, {Words.Number(plan.Unchanged.Count)} unchanged.";
    }

    /// <summary>Only what there is, what destroys first.</summary>
    internal static string Short(InfraPlan plan)
    {
        int anew = PlanGroups.Replaced(plan).Count;
        (int Count, string What)[] all =
        [
            (plan.ToDelete.Count - anew, "to delete"), (anew, "to replace"), (plan.ToCreate.Count - anew, "to create"), (plan.ToProtect.Count, "to protect"), (Drifted(plan), "drifted"),
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

    internal static string Requests(InfraPlan plan) => $"Requests: about {Words.Number(PlanRequests.Requests(plan))}, besides those that look.";

    private static int Drifted(InfraPlan plan) => plan.Drift.Select(d => d.Id).Distinct().Count();
}
