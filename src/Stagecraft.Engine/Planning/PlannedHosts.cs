namespace Stagecraft.Engine.Planning;

/// <summary>The hosts of a plan by action.</summary>
internal static class PlannedHosts
{
    /// <summary>The names of hosts that are created, including replaced hosts.</summary>
    public static IEnumerable<string> Created(InfraPlan plan) => plan.HostChanges.Where(c => c.Creates).Select(c => c.Name!);

    /// <summary>The names of hosts that exist as declared, except for fields that the plan updates. A list can still show a host as off
    /// after the plan switched it on, so those are not included.</summary>
    public static IEnumerable<string> Existing(InfraPlan plan) =>
        plan.HostChanges.Where(c => c is { Name: not null, Actions: ResourceActions.None or ResourceActions.Update, HasDrift: false })
            .Where(c => !IsSwitched(c) && !IsRenamed(c)).Select(c => c.Name!);

    /// <summary>Whether the machine is resized.</summary>
    public static bool IsResized(ResourceChange change) => IsUpdated(change, HostField.Size) || IsUpdated(change, HostField.Resize);

    /// <summary>Whether the machine is switched on, possibly after a resize.</summary>
    public static bool IsSwitched(ResourceChange change) => IsResized(change) || IsUpdated(change, HostField.Status);

    /// <summary>Whether the machine of a replacement only gets the name of its host (interface.md 10.15).</summary>
    public static bool IsRenamed(ResourceChange change) =>
        change.Fields.Any(f => f is { Name: HostField.Replacement, Actual: FieldValue.TemporaryName });

    private static bool IsUpdated(ResourceChange change, string field) =>
        change.Actions == ResourceActions.Update && change.Fields.Any(f => f.IsUpdated && f.Name == field);
}
