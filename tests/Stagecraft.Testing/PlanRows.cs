using Stagecraft.Plans;

namespace Stagecraft.Testing;

/// <summary>The changes of a plan by kind.</summary>
public static class PlanRows
{
    public static IEnumerable<ResourceChange> Unchanged(this InfraPlan plan) => plan.Changes.Where(c => c.IsUnchanged);

    public static IEnumerable<ResourceChange> Drifted(this InfraPlan plan) => plan.Changes.Where(c => c.HasDrift);

    /// <summary>A host whose machine gets deletion protection.</summary>
    public static ResourceChange Protect(string name, string machineName, ResourceId id, params IEnumerable<FieldDifference> drift) =>
        HostChange.Keep(
            name, machineName, id, [.. drift, new FieldDifference(HostField.Protected, "true", "false") { IsUpdated = true }]);

    public static IEnumerable<ResourceChange> Updated(this InfraPlan plan) => plan.Changes.Where(c => c.Actions == ResourceActions.Update);
}
