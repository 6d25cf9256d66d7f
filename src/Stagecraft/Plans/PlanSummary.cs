namespace Stagecraft.Plans;

/// <summary>How many resources a plan changes.</summary>
/// <param name="Create">Resources that are created.</param>
/// <param name="Update">Resources that are changed in place.</param>
/// <param name="Delete">Resources that are deleted and not created again.</param>
/// <param name="Replace">Resources that are deleted, then created again.</param>
/// <param name="Drift">Resources with a field that differs and that the plan does not change. One that is updated in another field counts
/// in both.</param>
/// <param name="Unchanged">Resources that exist as declared.</param>
public sealed record PlanSummary(int Create, int Update, int Delete, int Replace, int Drift, int Unchanged)
{
    /// <summary>The summary of a list of changes.</summary>
    /// <param name="changes">The changes.</param>
    public static PlanSummary Of(IReadOnlyList<ResourceChange> changes)
    {
        ArgumentNullException.ThrowIfNull(changes);
        return new(
            Count(ResourceActions.Create),
            Count(ResourceActions.Update),
            Count(ResourceActions.Delete),
            Count(ResourceActions.Replace),
            changes.Count(c => c.HasDrift),
            changes.Count(c => c.IsUnchanged));

        int Count(ResourceActions actions) => changes.Count(c => c.Actions == actions);
    }
}
