using Stagecraft.Cli.Terminal;

namespace Stagecraft.Cli.Rendering;

/// <summary>The changes of a plan by action, in the order in which they are shown: deletes first. spec/cli/output.md, 1.1.</summary>
internal static class PlanGroups
{
    private const string ToReplace = "to replace (delete, then create)";
    private const string OneDrifted = "has drifted (this plan does not change it)";
    private const string SomeDrifted = "have drifted (this plan does not change them)";

    internal static IReadOnlyList<(string Head, Tone Tone, PlanChange[] Changes)> Of(InfraPlan plan)
    {
        PlanSummary summary = plan.Summary;
        (string Head, Tone Tone, PlanChange[] Changes)[] groups =
        [
            Group(plan, ResourceActions.Delete, $"{Words.Machines(summary.Delete)} to delete", Tone.Delete, Delete),
            Group(plan, ResourceActions.Replace, $"{Words.Count(summary.Replace, "host")} {ToReplace}", Tone.Delete, Replace),
            Group(plan, ResourceActions.Create, $"{Words.Count(summary.Create, "host")} to create", Tone.Create, Create),
            (
                $"{Words.Count(summary.Update, "host")} to update",
                Tone.Create,
                [.. InOrder(plan).Where(c => c.Actions == ResourceActions.Update).SelectMany(Update)]),
            (
                $"{Words.Count(summary.Drift, "host")} {(summary.Drift == 1 ? OneDrifted : SomeDrifted)}",
                Tone.Drift,
                [.. InOrder(plan).SelectMany(Drift)]),
        ];
        return [.. groups.Where(g => g.Changes.Length > 0)];
    }

    private static IEnumerable<ResourceChange> InOrder(InfraPlan plan) => plan.Changes.OrderBy(c => c.Name, NaturalOrder.Instance);

    private static (string Head, Tone Tone, PlanChange[] Changes) Group(
        InfraPlan plan, ResourceActions actions, string head, Tone tone, Func<ResourceChange, PlanChange> show) =>
        (head, tone, [.. InOrder(plan).Where(c => c.Actions == actions).Select(show)]);

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
        f => new PlanChange("!", Tone.Create, change.Name!, $"{f.Name}: {Text(f.Actual)} -> {Text(f.Declared)} (id {change.Id})"));

    private static IEnumerable<PlanChange> Drift(ResourceChange change) => change.Drift.Select(
        f => new PlanChange("~", Tone.Drift, Words.Host(change.Name, change.CloudName), $"{Difference(f)} (id {change.Id})"));

    private static string Difference(FieldDifference field) => field.Name == HostField.CreateSettings
        ? "was created with other settings than declared"
        : $"{field.Name} is {Text(field.Actual)}, declared {Text(field.Declared)}";

    private static string Text(string? value) => string.IsNullOrEmpty(value) ? "nothing" : value;

    private static string Why(ResourceChange change) => $"id {change.Id}, {JsonWord.Of(change.Reason!.Value)}";

    private static string Step(ResourceChange change, string field) =>
        (change.Actual(field), change.Declared(field)) is var (before, after) && before == after ? after! : $"{before} -> {after}";
}
