using Stagecraft.Plans;

namespace Stagecraft.Engine.Planning;

/// <summary>The hosts that a plan leaves as they are, but for their protection.</summary>
internal static class PlannedHosts
{
    /// <summary>Their names, each once.</summary>
    public static IEnumerable<string> There(InfraPlan plan) =>
        plan.Unchanged.Select(h => h.Name).Concat(plan.ToProtect.Select(p => p.Name).Except(plan.Drift.Select(d => d.Name))).Distinct(StringComparer.Ordinal)!;
}
