using Stagecraft.Engine.Clouds;

namespace Stagecraft.Engine.Planning;

/// <summary>Estimates how many requests that change the account it takes to apply a plan. Specified in
/// <c>spec/providers/cloud/interface.md</c>, 3.7.</summary>
internal static class PlanRequests
{
    /// <summary>Adding the tag, shutdown, resize, power on, and removing the tag.</summary>
    private const int PerResize = 5;

    /// <summary>Creating and adding the host tag, the rename, and removing the tag.</summary>
    private const int PerRename = 4;

    /// <summary>Fields that are not properties of a driver.</summary>
    private static readonly string[] Counted =
    [
        HostField.Disk, HostField.Protected, HostField.Replacement, HostField.Resize, HostField.Size, HostField.Status, HostField.Tags,
    ];

    public static int Count(IReadOnlyList<ResourceChange> changes, DesiredState desired, CloudFacts facts)
    {
        ResourceChange[] others = [.. changes.Where(c => c.Kind != ResourceKind.Host)];
        changes = [.. changes.Except(others)];
        HashSet<string?> creates = [.. changes.Where(c => c.Creates).Select(c => c.Name)];
        HashSet<string?> replaced = [.. changes.Where(c => c.Actions == ResourceActions.Replace).Select(c => c.Name)];

        int renames = PerRename * ((desired.Choice.Surge ? replaced.Count : 0) + changes.Count(PlannedHosts.IsRenamed));
        int perCreate = facts.RepeatedCreate == RepeatedCreate.SameToken ? 1 : facts.MachinesPerCreate;
        return others.Count(c => c.Actions != ResourceActions.None)
            + changes.Count(c => c.Deletes)
            + renames
            + desired.Hosts.Where(h => creates.Contains(h.Name))
                .GroupBy(h => (h.CreationKey, replaced.Contains(h.Name) ? h.Name : "")).Sum(g => Batches(g.Count(), perCreate))
            + Batches(replaced.Count, facts.MachinesPerUpdate)
            + Updates(changes, desired, facts.MachinesPerUpdate)
            + SetAfterCreate(desired.Hosts.Where(h => creates.Contains(h.Name)), facts.MachinesPerUpdate);
    }

    private static int SetAfterCreate(IEnumerable<DesiredHost> created, int perUpdate) => created
        .SelectMany(h => h.Properties).Where(p => p is { IsSetAfterCreate: true, Value: not null }).GroupBy(p => p)
        .Sum(g => g.Key.IsBatchable ? Batches(g.Count(), perUpdate) : g.Count());

    private static int Updates(IReadOnlyList<ResourceChange> changes, DesiredState desired, int perUpdate)
    {
        HashSet<string> batchable =
            [.. desired.Hosts.SelectMany(h => h.Properties).Where(p => p.IsBatchable).Select(p => p.Name)];
        FieldDifference[] fields = [.. changes.SelectMany(c => c.Fields).Where(f => f.IsUpdated)];
        IEnumerable<string> tags = fields.Where(f => f.Name == HostField.Tags).SelectMany(MissingTags);
        return Batches(fields.Count(f => f.Name == HostField.Protected), perUpdate)
            + Batches(fields.Count(f => f.Name == HostField.Replacement), perUpdate)
            + changes.Where(PlannedHosts.IsSwitched).Sum(c => PlannedHosts.IsResized(c) ? PerResize : 1)
            + tags.GroupBy(t => t, StringComparer.Ordinal).Sum(g => Batches(g.Count(), perUpdate))
            + fields.Where(f => !Counted.Contains(f.Name)).GroupBy(f => (f.Name, f.Declared))
                .Sum(g => batchable.Contains(g.Key.Name) ? Batches(g.Count(), perUpdate) : g.Count());
    }

    /// <summary>The tags that an update of the field <c>tags</c> adds.</summary>
    public static IEnumerable<string> MissingTags(FieldDifference tags) =>
        tags.Declared!.Split(',').Except((tags.Actual ?? "").Split(','), StringComparer.Ordinal);

    private static int Batches(int count, int size) => (count + size - 1) / size;
}
