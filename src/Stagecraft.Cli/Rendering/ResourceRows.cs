using Stagecraft.Cli.Terminal;

namespace Stagecraft.Cli.Rendering;

/// <summary>The rows of resources other than hosts. spec/cli/output.md, 1.1.3.</summary>
internal static class ResourceRows
{
    private const string Forward = "forward ";
    private const string AttachedHost = "host";

    private static readonly string[] Directions = ["inbound", "outbound"];

    /// <summary>The rules that a firewall without <c>outbound</c> has.</summary>
    private static readonly string[] AnyTraffic = ["all/tcp any", "all/udp any", "icmp any"];

    internal static PlanChange Delete(ResourceChange change)
    {
        bool isUnclear = change.Name is null || change.Reason == DeleteReason.Duplicate;
        string[] why =
        [
            .. new[]
            {
                isUnclear ? $"id {change.Id}" : null,
                Words.Reason(change.Reason!.Value),
                Loss(change) is { } lost ? $"{lost} lost" : null,
            }.OfType<string>(),
        ];
        string reasons = string.Join(", ", why);
        return Row("-", Tone.Delete, change, Fields(change.Fields, Actual).Append(reasons).Where(p => p.Length > 0));
    }

    internal static PlanChange Replace(ResourceChange change) => Delete(change) with { Sign = "-/+" };

    internal static PlanChange Create(ResourceChange change) => Row("+", Tone.Create, change, Fields(change.Fields, Declared));

    /// <param name="change">The row.</param>
    /// <param name="all">All rows of the plan, for the names of hosts that it deletes.</param>
    internal static PlanChange Update(ResourceChange change, IReadOnlyList<ResourceChange> all) =>
        Row("!", Tone.Create, change, Fields(change.Fields.Where(f => f.IsUpdated).Select(f => Named(f, all)), Step));

    internal static IEnumerable<PlanChange> Drift(ResourceChange change) => change.Drift.Select(
        f => new PlanChange("~", Tone.Drift, NameOf(change), $"{f.Name} is {Text(f.Actual)}, declared {Text(f.Declared)}"));

    /// <summary>What a row destroys; null if it destroys nothing that cannot be restored.</summary>
    internal static string? Loss(ResourceChange change) => change switch
    {
        { Approval: not Approval.Loss } => null,
        { Kind: ResourceKind.Volume } => "data",
        { Kind: ResourceKind.LoadBalancer } => "address",
        _ => "content",
    };

    private static PlanChange Row(string sign, Tone tone, ResourceChange change, IEnumerable<string> parts) =>
        new(sign, tone, NameOf(change), string.Join("; ", parts) is { Length: > 0 } text ? text : null)
        {
            Price = PlanSums.Difference(change),
            IsContinued = true,
        };

    private static string NameOf(ResourceChange change) => Words.Resource(change.Kind, change.Name, change.CloudName);

    /// <summary>The fields in natural order; rules with the same direction are one part.</summary>
    private static IEnumerable<string> Fields(
        IEnumerable<FieldDifference> fields, Func<string, FieldDifference, string> show) => fields
        .OrderBy(f => f.Name, NaturalOrder.Instance)
        .Select(f => (Name: f.Name.Split(' ', 2), Field: f))
        .Select(f => f.Name.Length == 2 && Directions.Contains(f.Name[0])
            ? (Head: f.Name[0] + " ", Text: show(f.Name[1], f.Field))
            : (Head: "", Text: show(f.Field.Name, f.Field)))
        .GroupBy(f => f.Head.Length > 0 ? f.Head : f.Text, (_, group) => group.ToArray())
        .Select(g => g[0].Head + (g.Select(f => f.Text).SequenceEqual(AnyTraffic) ? "any" : string.Join(", ", g.Select(f => f.Text))));

    private static string Declared(string name, FieldDifference field) => Value(name, field.Declared);

    private static string Actual(string name, FieldDifference field) => Value(name, field.Actual);

    private static string Value(string name, string? value) =>
        name.StartsWith(Forward, StringComparison.Ordinal) ? $"{name} to {Text(value)}" : $"{name} {Text(value)}";

    private static string Step(string name, FieldDifference field) => (IsRule(field), field.Actual, field.Declared) switch
    {
        (true, null, { } declared) => $"+{Value(name, declared)}",
        (true, { } actual, null) => $"-{Value(name, actual)}",
        _ => $"{name} {Text(field.Actual)} -> {Text(field.Declared)}",
    };

    // The engine names a deleted machine by its id.
    private static FieldDifference Named(FieldDifference field, IReadOnlyList<ResourceChange> all)
    {
        string? name = field.Name != AttachedHost ? null
            : all.FirstOrDefault(c => c.Kind == ResourceKind.Host && c.Deletes && c.Id?.Value == field.Actual)?.Name;
        return name is null ? field
            : name == field.Declared ? field with { Actual = $"{name} (old)", Declared = $"{name} (new)" }
            : field with { Actual = name };
    }

    private static bool IsRule(FieldDifference field) =>
        field.Name.StartsWith(Forward, StringComparison.Ordinal)
        || Directions.Any(d => field.Name.StartsWith(d + " ", StringComparison.Ordinal));

    private static string Text(string? value) => string.IsNullOrEmpty(value) ? "none" : value;
}
