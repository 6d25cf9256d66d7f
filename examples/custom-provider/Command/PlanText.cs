using Stagecraft.Plans;

namespace FileHosts.Command;

/// <summary>A plan for people.</summary>
internal static class PlanText
{
    public static string Of(InfraPlan plan)
    {
        PlanSummary sums = plan.Summary;
        IEnumerable<string> lines =
        [
            $"{plan.Environment} of {(plan.Project is null ? "no project" : $"project {plan.Project}")}, provider {plan.Provider}",
            .. plan.Changes.Where(c => c.Deletes)
            .Select(c =>
                $"{(c.Creates ? "-/+" : "-")} {Name(c)} {c.Actual(HostField.Size)}, id {c.Id}, {JsonWord.Of(c.Reason!.Value)}"),
            .. plan.Changes.Where(c => c.Actions == ResourceActions.Create)
            .Select(c => $"+ {Name(c)} {c.Declared(HostField.Role)}, {c.Declared(HostField.Size)}"),
            .. plan.Changes.SelectMany(
                c => c.Drift.Select(d => $"~ {Name(c)} {d.Name} is {d.Actual ?? "nothing"}, declared {d.Declared ?? "nothing"}")),
            .. plan.Warnings.Select(w => $"warning: {w.Message}"),
            plan.InSync
                ? $"No changes: {sums.Unchanged} as declared."
                : $"Plan: {sums.Create} to create, {sums.Delete} to delete, {sums.Replace} to replace, {sums.Drift} drifted, "
                    + $"{sums.Unchanged} unchanged.",
        ];
        return string.Join('\n', lines);
    }

    private static string Name(ResourceChange change) => change.Name ?? $"({change.CloudName})";
}
