using Stagecraft.Config;
using Stagecraft.Errors;

namespace Stagecraft.Plans;

/// <summary>Checks that the values of a plan file are consistent. Specified in <c>spec/cli/output.md</c>, 2.1.</summary>
internal sealed class PlanCheck
{
    /// <summary>The number of problems that are shown.</summary>
    public const int Most = 100;

    private static readonly string[] Specified = [HostField.Image, HostField.Region, HostField.Role, HostField.Size, HostField.Tags];
    private static readonly string[] Described = [HostField.Region, HostField.Role, HostField.Size];

    private readonly List<Problem> _found = [];

    private PlanCheck()
    {
    }

    /// <summary>The problems; at most one more than <see cref="Most"/>.</summary>
    public static IReadOnlyList<Problem> Problems(PlanDocument plan)
    {
        PlanCheck check = new();
        check.Document(plan);
        return check._found;
    }

    private void Document(PlanDocument plan)
    {
        Text("provider", plan.Provider);
        Name("project", plan.Project);
        Name("environment", plan.Environment);
        Text("cost.currency", plan.Cost.Currency);
        Require(plan.Requests is not < 0, "requests", "the number is negative");
        Fingerprint("fingerprint.config", plan.Fingerprint.Config);
        Fingerprint("fingerprint.account", plan.Fingerprint.Account);
        List("targets", plan.Targets, string.CompareOrdinal, Host);
        List("replace", plan.Replace, string.CompareOrdinal, Host);
        List("resize", plan.Resize, string.CompareOrdinal, Host);
        List("power_on", plan.PowerOn, string.CompareOrdinal, Host);
        List("warnings", plan.Warnings, Compare<PlanWarning>(w => w.Code, w => w.Message), (path, warning) =>
            Text($"{path}.code", warning.Code));
        List("not_compared", plan.NotCompared, Compare<UncomparedFields>(n => $"{ResourceKind.Rank(n.Kind):D9}", n => n.Name), NotCompared);
        List("changes", plan.Changes, ResourceChange.Compare, Change);
        Distinct(plan.Changes);
        if (_found.Count == 0)
        {
            InfraPlan read = plan.ToPlan();
            Require(read.InSync == plan.InSync, "in_sync", "in_sync contradicts the changes");
            Require(read.Summary == plan.Summary, "summary", "the summary contradicts the changes");
            bool isDelta = read.Cost.MonthlyDelta == plan.Cost.MonthlyDelta;
            Require(isDelta, "cost", "monthly_delta is not the difference of monthly_after and monthly_before");
        }
    }

    private void NotCompared(string path, UncomparedFields entry)
    {
        Kind(path, entry.Kind);
        Name($"{path}.name", entry.Name);
        Text($"{path}.reason", entry.Reason);
        List($"{path}.fields", entry.Fields, string.CompareOrdinal, Text);
    }

    private void Change(string path, ResourceChange change)
    {
        ResourceActions actions = change.Actions;
        Kind(path, change.Kind);
        if (change.Kind == ResourceKind.Host)
        {
            Name($"{path}.name", change.Name);
        }
        else
        {
            Parts($"{path}.name", change.Name);
        }

        bool mayLackName = actions is ResourceActions.None or ResourceActions.Delete;
        Require(change.Name is not null || mayLackName, $"{path}.name", "a resource that is created or updated has a name");
        Require(!change.Creates || change.CloudName.Length > 0, $"{path}.cloud_name", "the value is empty");
        bool mayLackId = actions == ResourceActions.Create;
        Require(change.Id is null == mayLackId, $"{path}.id", "every resource has an id, except one that is created");
        bool isReplacement = actions == ResourceActions.Replace;
        Require(
            change.Reason is not null == change.Deletes && (!isReplacement || change.Reason == DeleteReason.Replace),
            $"{path}.reason",
            "the reason contradicts the actions");
        Require(Permits(change.Approval, actions), $"{path}.approval", "the approval contradicts the actions");
        bool mayBeProtected = change.Kind == ResourceKind.Host && change.Id is not null && !change.Deletes;
        Require(!change.IsProtected || mayBeProtected, $"{path}.protected", "only an existing host that is not deleted is protected");
        Fields($"{path}.fields", change);
    }

    private static bool Permits(Approval approval, ResourceActions actions) => actions switch
    {
        ResourceActions.None => approval == Approval.None,
        ResourceActions.Create or ResourceActions.Update => approval >= Approval.Change,
        _ => approval >= Approval.Delete,
    };

    private void Fields(string path, ResourceChange change)
    {
        bool isDifference = change.Actions is ResourceActions.None or ResourceActions.Update;
        List(path, change.Fields, Compare<FieldDifference>(f => f.Name), (item, field) =>
        {
            Text($"{item}.name", field.Name);
            Require(!isDifference || field.Declared != field.Actual, item, "declared and actual are equal");
        });
        bool isUpdate = change.Actions == ResourceActions.Update;
        Require(change.Fields.Any(f => f.IsUpdated) == isUpdate, path, "an update has a field that it changes, and no other row has one");
        if (change.Kind == ResourceKind.Host)
        {
            IEnumerable<string> specified = change.Creates
                ? Specified.Where(f => string.IsNullOrEmpty(change.Declared(f)) && (f, change.Declared(f)) != (HostField.Tags, "")) : [];
            IEnumerable<string> described = change.Deletes
                ? Described.Where(f => change.Actual(f) is null && (f != HostField.Role || change.Fields.All(c => c.Name != f))) : [];
            string missing = string.Join(", ", specified.Union(described).Order(StringComparer.Ordinal));
            Require(missing.Length == 0, path, $"fields without a value: {missing}");
            Name(path, change.Creates ? change.Declared(HostField.Role) : null);
        }
    }

    private void Distinct(IReadOnlyList<ResourceChange> changes)
    {
        HashSet<(string Kind, ResourceId Id)> ids = [];
        HashSet<(string Kind, string Name)> kept = [];
        HashSet<string> created = new(StringComparer.OrdinalIgnoreCase);
        for (int i = 0; i < changes.Count; i++)
        {
            ResourceChange change = changes[i];
            string path = $"changes[{i}]";
            Require(change.Id is not { } id
                || ids.Add((change.Kind, id)), $"{path}.id", $"{change.Kind} {Excerpt.Of(change.Id?.Value ?? "")} is listed twice");
            bool isKept = change is { Name: not null, Actions: not ResourceActions.Delete };
            Require(!isKept
                || kept.Add((change.Kind, change.Name!)), $"{path}.name",
                $"{change.Kind} {Excerpt.Of(change.Name ?? "")} is listed twice without being deleted");

            // Resources of several regions can have the same name in the cloud: their names in the plan end with the region.
            string? region = change.Kind == ResourceKind.Host || change.Name?.Contains('.', StringComparison.Ordinal) != true
                ? null : change.Name;
            bool isNew = !change.Creates || created.Add($"{change.Kind}/{change.NewCloudName}/{region}");
            Require(isNew, $"{path}.cloud_name", $"{Excerpt.Of(change.NewCloudName)} is created twice");
        }
    }

    /// <summary>Checks that a list is sorted, has every entry once, and has valid entries.</summary>
    private void List<T>(string path, IReadOnlyList<T> items, Comparison<T> compare, Action<string, T> check)
    {
        for (int i = 0; i < items.Count && _found.Count <= Most; i++)
        {
            string item = ConfigPath.Item(path, i);
            check(item, items[i]);
            int order = i == 0 ? -1 : compare(items[i - 1], items[i]);
            Require(order < 0, item, order == 0
                ? "this entry is a duplicate"
                : "the list is not sorted: this entry belongs before the previous one");
        }
    }

    private static Comparison<T> Compare<T>(params Func<T, string?>[] keys) =>
        (left, right) => keys.Select(k => string.CompareOrdinal(k(left), k(right))).FirstOrDefault(o => o != 0);

    private void Text(string path, string text) => Require(text.Length > 0, path, "the value is empty");

    // Names become names and tags in a cloud, so they must be what a config may declare.
    private void Name(string path, string? name) =>
        Require(name is null || NameRule.IsValid(name), path, $"{Excerpt.Of(name ?? "")} is not a valid name", NameRule.Hint);

    private void Parts(string path, string? name) => Require(
        name is null || name.Split('.').All(NameRule.IsValid), path, $"{Excerpt.Of(name ?? "")} is not a valid name", NameRule.Hint);

    private void Host(string path, string name)
    {
        Text(path, name);
        Name(path, name.Length == 0 ? null : name);
    }

    private void Kind(string path, string kind) => Require(ResourceKind.IsKnown(kind), $"{path}.kind", $"unknown kind {Excerpt.Of(kind)}");

    private void Fingerprint(string path, string hash) =>
        Require(hash.Length == 64 && hash.All(char.IsAsciiHexDigitLower), path, "a fingerprint is 64 lowercase hexadecimal digits");

    private void Require(bool holds, string path, string message, string? hint = null)
    {
        if (!holds && _found.Count <= Most)
        {
            _found.Add(FileProblem.Of(null, path, message, hint));
        }
    }
}
