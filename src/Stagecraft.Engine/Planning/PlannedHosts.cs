namespace Stagecraft.Engine.Planning;

/// <summary>The hosts of a plan by action.</summary>
internal static class PlannedHosts
{
    /// <summary>The names of hosts that are created, including replaced hosts.</summary>
    public static IEnumerable<string> Created(InfraPlan plan) => plan.HostChanges.Where(c => c.Creates).Select(c => c.Name!);

    /// <summary>The names of hosts that exist as declared, except for fields that the plan updates.</summary>
    public static IEnumerable<string> Existing(InfraPlan plan) =>
        plan.HostChanges.Where(c => c is { Name: not null, Actions: ResourceActions.None or ResourceActions.Update, HasDrift: false })
            .Select(c => c.Name!);
}
