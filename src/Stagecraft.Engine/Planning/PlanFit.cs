using Stagecraft.Engine.Clouds;

namespace Stagecraft.Engine.Planning;

/// <summary>Whether a plan's changes can result from the declared and chosen hosts (spec 6.1).</summary>
internal static class PlanFit
{
    /// <summary>Whether the plan can be a plan of <c>down</c>.</summary>
    public static bool FitsDown(InfraPlan plan, DesiredState down) =>
        plan.Changes.All(c => c is { Actions: ResourceActions.Delete, Reason: DeleteReason.Down })
        && plan.HostChanges.All(c => down.Choice.IsTarget(c.Name) && (c.Name is null || !down.KeptHosts.Contains(c.Name)));

    public static bool Fits(InfraPlan plan, DesiredState desired)
    {
        Dictionary<string, DesiredHost> declared = desired.Hosts.ToDictionary(h => h.Name, StringComparer.Ordinal);
        HashSet<string> created = PlannedHosts.Created(plan).ToHashSet(StringComparer.Ordinal);
        HashSet<string> kept = new(StringComparer.Ordinal);
        return plan.HostChanges.All(
                c => c.Name is { } name ? desired.Choice.IsTarget(name) && FitsHost(name, c) : c.Actions == ResourceActions.None)
            && plan.Changes.Where(c => c.Kind != ResourceKind.Host).All(c => FitsResource(c, desired));

        bool FitsHost(string name, ResourceChange change) =>
            change.Actions == ResourceActions.Delete
                ? FitsDelete(name, change.Reason)
                : kept.Add(name) && declared.TryGetValue(name, out DesiredHost? host) && FitsDeclared(host, change);

        bool FitsDeclared(DesiredHost host, ResourceChange change) => change.Actions switch
        {
            ResourceActions.Create => FitsSpec(host.ToSpec(), change),
            ResourceActions.Replace => desired.Choice.IsReplaced(host.Name) && FitsSpec(host.ToSpec(), change),
            ResourceActions.Update => change.Fields.Where(f => f.IsUpdated).All(f => FitsUpdate(host, f, desired.Choice)),
            _ => true,
        };

        bool FitsDelete(string name, DeleteReason? reason) => reason switch
        {
            DeleteReason.Undeclared => !declared.ContainsKey(name),
            DeleteReason.Duplicate => declared.ContainsKey(name) && !desired.Choice.IsReplaced(name),
            DeleteReason.Replace => declared.ContainsKey(name) && desired.Choice.IsReplaced(name) && created.Contains(name),
            _ => false,
        };
    }

    private static bool FitsResource(ResourceChange change, DesiredState desired)
    {
        DeclaredResource? declared = desired.ResourcesOf(change.Kind).FirstOrDefault(r => r.Name == change.Name);
        return change.Actions switch
        {
            ResourceActions.Delete => change.Reason == DeleteReason.Duplicate ? declared is not null
                : change.Reason == DeleteReason.Undeclared && declared is null && !desired.Choice.IsLimited,
            ResourceActions.Create => declared is not null
                && change.CloudName == declared.CloudName
                && change.Fields.Count == declared.Fields.Count
                && declared.Fields.All(f => change.Declared(f.Name) == f.Value),
            ResourceActions.Update => declared is not null
                && change.Fields.All(f => f.Declared == declared.Fields.FirstOrDefault(d => d.Name == f.Name)?.Value),
            _ => declared is not null,
        };
    }

    private static bool FitsUpdate(DesiredHost host, FieldDifference field, HostChoice choice) => field.Name switch
    {
        HostField.Replacement or HostField.Resize => field.Declared == FieldValue.Finished,
        HostField.Size => choice.IsResized(host.Name) && field.Declared == host.Declared.Size,
        HostField.Disk => choice.IsResized(host.Name) && field.Declared == FieldValue.Grow,
        HostField.Status => (choice.IsResized(host.Name) || choice.IsPoweredOn(host.Name)) && field.Declared == host.RunningStatus,
        HostField.Protected => host.Declared.IsProtected && field.Declared == "true",
        HostField.Tags => field.Declared == string.Join(',', host.Declared.Tags),
        _ => host.Properties.Any(p => p.IsUpdatable && p.Name == field.Name && p.Value == field.Declared),
    };

    /// <summary>Whether a row that creates a host states the declared values: a run creates these, so a confirmed plan must not show
    /// others.</summary>
    private static bool FitsSpec(HostSpec host, ResourceChange change) =>
        change.NewCloudName == host.MachineName
        && HostChange.Create(host).Fields.All(f => change.Declared(f.Name) == f.Declared);
}
