using Stagecraft.Cli.Cloud;
using Stagecraft.Cli.Terminal;

namespace Stagecraft.Cli.Rendering;

/// <summary>The changes of a plan by action, in the order in which they are shown: deletes first. spec/cli/output.md, 1.1.</summary>
internal static class PlanGroups
{
    private const string ToReplace = "to replace (delete, then create)";
    private const string ToSurge = "to replace (create, then delete)";
    private const string OneDrifted = "has drifted (this plan does not change it)";
    private const string SetTag = "stagecraft-set:"; // interface.md 9.2
    private const string TemporaryName = "temporary_name";
    private const string SomeDrifted = "have drifted (this plan does not change them)";

    internal static IReadOnlyList<(string Head, Tone Tone, PlanChange[] Changes)> Of(InfraPlan plan)
    {
        ResourceChange[] all =
        [.. plan.Changes.OrderBy(c => ResourceKind.Rank(c.Kind)).ThenBy(c => c.Name, NaturalOrder.Instance)];
        ResourceChange[] drifted = [.. all.Where(c => c.HasDrift)];
        CloudDescription cloud = Clouds.Of(plan.Provider);
        string machine = cloud.Terms.Machine;
        (string Head, Tone Tone, PlanChange[] Changes)[] groups =
        [
            Group(ResourceActions.Delete, "to delete", Tone.Delete, machine, Each(Delete, ResourceRows.Delete)),
            Group(ResourceActions.Replace, plan.Surge ? ToSurge : ToReplace, Tone.Delete, "host", Each(Replace, ResourceRows.Replace)),
            Group(ResourceActions.Create, "to create", Tone.Create, "host", Each(Create, ResourceRows.Create)),
            Group(
                ResourceActions.Update, "to update", Tone.Create, "host", c => IsHost(c) ? Update(c) : [ResourceRows.Update(c, all)]),
            (
                $"{Words.Counts(drifted, "host")} {(drifted.Length == 1 ? OneDrifted : SomeDrifted)}",
                Tone.Drift,
                [.. drifted.SelectMany(c => IsHost(c) ? Drift(c, cloud) : ResourceRows.Drift(c))]),
        ];
        return [.. groups.Where(g => g.Changes.Length > 0)];

        (string Head, Tone Tone, PlanChange[] Changes) Group(
            ResourceActions actions, string what, Tone tone, string host, Func<ResourceChange, IEnumerable<PlanChange>> show)
        {
            ResourceChange[] changes = [.. all.Where(c => c.Actions == actions)];
            return ($"{Words.Counts(changes, host)} {what}", tone, [.. changes.SelectMany(show)]);
        }
    }

    /// <summary>Whether a row gives the new machine of an interrupted surge the name of its host.</summary>
    internal static bool IsRenamed(ResourceChange change) =>
        change.Fields.Any(f => f is { Name: HostField.Replacement, Actual: TemporaryName, IsUpdated: true });

    private static bool IsHost(ResourceChange change) => change.Kind == ResourceKind.Host;

    private static Func<ResourceChange, IEnumerable<PlanChange>> Each(
        Func<ResourceChange, PlanChange> host, Func<ResourceChange, PlanChange> other) =>
        change => [IsHost(change) ? host(change) with { Price = PlanSums.Difference(change) } : other(change)];

    private static PlanChange Delete(ResourceChange change) => new("-", Tone.Delete, Words.Host(change.Name, change.CloudName), Why(change))
    {
        Columns = [change.Actual(HostField.Role) ?? "-", change.Actual(HostField.Size) ?? "-", change.Actual(HostField.Region) ?? "-"],
    };

    private static PlanChange Replace(ResourceChange change) => new("-/+", Tone.Delete, change.Name!, Why(change))
    {
        Columns = [change.Declared(HostField.Role)!, Step(change, HostField.Size), Step(change, HostField.Region)],
    };

    private static PlanChange Create(ResourceChange change) => new("+", Tone.Create, change.Name!, null)
    {
        Columns = [change.Declared(HostField.Role)!, change.Declared(HostField.Size)!, change.Declared(HostField.Region)!],
        Image = change.Declared(HostField.Image),
    };

    private static IEnumerable<PlanChange> Update(ResourceChange change) => change.Fields.Where(f => f.IsUpdated).Select(
        f => new PlanChange("!", Tone.Create, change.Name!, $"{f.Name}: {Updated(f)}id {change.Id})")
        {
            Price = f.Name == HostField.Size ? PlanSums.Difference(change) : RolloutText.IsResized(change) ? "" : null,
        });

    // spec/cli/output.md, 1.1.4
    private static string Updated(FieldDifference field) => field.Name switch
    {
        HostField.Size => $"{Text(field.Actual)} -> {Text(field.Declared)} (downtime, ",
        HostField.Disk => $"{Text(field.Declared)} (cannot be undone, ",
        HostField.Replacement when field.Actual == TemporaryName => "continues an earlier run (gets the name of its host, ",
        HostField.Replacement or HostField.Resize => "continues an earlier run (",
        HostField.Tags => $"{Tags(WithoutSets(field.Actual), WithoutSets(field.Declared))} (",
        _ => $"{Text(field.Actual)} -> {Text(field.Declared)} (",
    };

    private static string Tags(string actual, string declared) =>
        actual == declared ? "added for firewalls, load balancers and alerts" : $"{Text(actual)} -> {Text(declared)}";

    private static string WithoutSets(string? tags) =>
        string.Join(',', (tags ?? "").Split(',').Where(t => !t.StartsWith(SetTag, StringComparison.OrdinalIgnoreCase)));

    private static IEnumerable<PlanChange> Drift(ResourceChange change, CloudDescription cloud) => change.Drift.Select(
        f => new PlanChange("~", Tone.Drift, Words.Host(change.Name, change.CloudName), $"{Difference(f, cloud)} (id {change.Id})"));

    private static string Difference(FieldDifference field, CloudDescription cloud) => field.Name == HostField.CreateSettings
        ? $"was created with another value of {cloud.HashedSettings}"
        : $"{field.Name} is {Text(field.Actual)}, declared {Text(field.Declared)}";

    private static string Text(string? value) => string.IsNullOrEmpty(value) ? "none" : value;

    private static string Why(ResourceChange change) =>
        Words.Reason(change.Reason!.Value) is { } reason ? $"id {change.Id}, {reason}" : $"id {change.Id}";

    private static string Step(ResourceChange change, string field) =>
        (change.Actual(field), change.Declared(field)) is var (before, after) && before == after ? after! : $"{before} -> {after}";
}
