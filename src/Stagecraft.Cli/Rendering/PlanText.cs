using Stagecraft.Events;
using Stagecraft.Plans;

namespace Stagecraft.Cli.Rendering;

/// <summary>A plan for people: what differs, deletes first, then the sums. spec/cli/output.md, section 1.</summary>
internal static class PlanText
{
    /// <param name="output">Where to.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="showCost">False where the plan will not be carried out as it is, so that its price would be wrong.</param>
    internal static void Write(TextOutput output, InfraPlan plan, bool showCost = true)
    {
        string project = plan.Project is null ? "" : $" of project {plan.Project}";
        output.Line(new Segment($"Environment {plan.Environment}{project} ({plan.Provider})", Tone.Strong));
        output.Line();
        if (!plan.InSync)
        {
            Columns.Write(output, [.. plan.ToDelete.Select(Delete), .. plan.ToCreate.Select(Create), .. plan.ToProtect.Select(Protect), .. plan.Drift.Select(Drift)]);
            output.Line();
        }

        output.Line(Summary(plan));
        if (showCost)
        {
            output.Line(Cost(plan.Cost));
        }
    }

    private static Segment[] Delete(HostDeletion host) =>
    [
        new("  - " + Words.Host(host.Name, host.DropletName), Tone.Delete), host.Role ?? "-", host.Size, host.Region,
        $"id {Words.Number(host.Id)}, {DeleteReasonJson.Word(host.Reason)}",
    ];

    private static Segment[] Create(HostSpec host) =>
        [new("  + " + host.Name, Tone.Create), host.Role, host.Size, host.Region, host.Image];

    private static Segment[] Protect(HostProtection host) => [new("  ! " + host.Name, Tone.Create), $"protect (id {Words.Number(host.Id)})"];

    // One cell for the rest: its words are no columns.
    private static Segment[] Drift(HostDrift drift) =>
    [
        new("  ~ " + Words.Host(drift.Name, drift.DropletName), Tone.Drift),
        $"{drift.Field} is {drift.Actual ?? "nothing"}, declared {drift.Declared ?? "nothing"} (id {Words.Number(drift.Id)})",
    ];

    private static string Summary(InfraPlan plan)
    {
        if (plan.InSync)
        {
            return plan.Unchanged.Count == 0 ? "No changes." : $"No changes. {Words.Count(plan.Unchanged.Count, "host")} as declared.";
        }

        int drifted = plan.Drift.Select(d => d.Id).Distinct().Count();
        return $"Plan: {Words.Number(plan.ToCreate.Count)} to create, {Words.Number(plan.ToDelete.Count)} to delete, "
            + (plan.ToProtect.Count > 0 ? $"{Words.Number(plan.ToProtect.Count)} to protect, " : "")
            + $"{Words.Number(drifted)} drifted, {Words.Number(plan.Unchanged.Count)} unchanged.";
    }

    private static string Cost(PlanCost cost)
    {
        if (cost.MonthlyBefore is { } same && same == cost.MonthlyAfter)
        {
            return $"Cost: {Words.Money(same)} {cost.Currency} a month.";
        }

        string delta = cost.MonthlyDelta is { } by ? $" ({(by > 0 ? "+" : "")}{Words.Money(by)})" : "";
        return $"Cost: {Words.Money(cost.MonthlyBefore)} -> {Words.Money(cost.MonthlyAfter)} {cost.Currency} a month{delta}.";
    }
}
