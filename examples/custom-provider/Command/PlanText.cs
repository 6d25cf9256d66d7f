using Stagecraft.Plans;

namespace FileHosts.Command;

/// <summary>A plan for people.</summary>
internal static class PlanText
{
    public static string Of(InfraPlan plan)
    {
        IEnumerable<string> lines =
        [
            $"{plan.Environment} of {(plan.Project is null ? "no project" : $"project {plan.Project}")}, provider {plan.Provider}",
            .. plan.ToDelete.Select(d => $"- {d.Name ?? $"({d.MachineName})"} {d.Size}, id {d.Id}, {d.Reason.ToString().ToLowerInvariant()}"),
            .. plan.ToCreate.Select(c => $"+ {c.Name} {c.Role}, {c.Size}"),
            .. plan.Drift.Select(d => $"~ {d.Name ?? $"({d.MachineName})"} {d.Field} is {d.Actual ?? "nothing"}, declared {d.Declared ?? "nothing"}"),
            .. plan.Warnings.Select(w => $"warning: {w.Message}"),
            plan.InSync
                ? $"No changes: {plan.Unchanged.Count} as declared."
                : $"Plan: {plan.ToCreate.Count} to create, {plan.ToDelete.Count} to delete, {plan.Drift.Count} drifted, {plan.Unchanged.Count} unchanged.",
        ];
        return string.Join('\n', lines);
    }
}
