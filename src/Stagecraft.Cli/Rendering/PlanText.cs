using Stagecraft.Cli.Terminal;

namespace Stagecraft.Cli.Rendering;

/// <summary>A plan for people: what differs, deletes first, then the sums. spec/cli/output.md, section 1.</summary>
internal static class PlanText
{
    /// <param name="rollout">How many hosts of a role are replaced or resized at a time.</param>
    /// <param name="showCost">False if only a part of the plan will be applied, so that its price and requests would be wrong.</param>
    internal static void Write(TextOutput output, InfraPlan plan, IReadOnlyList<string> rollout, bool showCost = true)
    {
        int? width = output.Width;
        string project = plan.Project is null ? "" : $" of project {plan.Project}";
        Prose.Write(output, $"Environment {plan.Environment}{project} ({plan.Provider})", width, Tone.Strong);
        output.Line();
        IReadOnlyList<(string Head, Tone Tone, PlanChange[] Changes)> groups = PlanGroups.Of(plan);
        PlanTable table = PlanTable.Of([.. groups.SelectMany(g => g.Changes)], width);
        foreach ((string head, Tone tone, PlanChange[] changes) in groups)
        {
            Prose.Write(output, head + ":", width, tone);
            foreach (PlanChange change in changes)
            {
                table.Write(output, change);
            }

            output.Line();
        }

        if (table.LeftOut.Count > 0)
        {
            Prose.Write(output, $"(not shown: {string.Join(", ", table.LeftOut)}; -o json contains all values)", width);
        }

        Prose.Write(output, PlanSums.Summary(plan), width);
        if (showCost)
        {
            Prose.Write(output, PlanSums.Cost(plan.Cost), width);
            if (PlanSums.Requests(plan) is { } requests)
            {
                Prose.Write(output, requests, width);
            }
        }

        foreach (string role in rollout)
        {
            Prose.Write(output, role, width);
        }

        if (PlanSums.Lost(plan) is { } lost)
        {
            Prose.Write(output, lost, width, Tone.Delete);
        }

        if (PlanSums.NotCompared(plan) is { Length: > 0 } fields)
        {
            Prose.Write(output, $"Not compared: {fields}.", width);
        }
    }
}
