using Stagecraft.Config;

namespace Stagecraft.Plans.Reading;

/// <summary>Checks the changes of a plan file: each by itself, then all together.</summary>
internal static class ChangeCheck
{
    private static readonly string[] Specified = [HostField.Image, HostField.Region, HostField.Role, HostField.Size];
    private static readonly string[] Described = [HostField.Region, HostField.Role, HostField.Size];

    public static void Check(IReadOnlyList<ResourceChange> changes, PlanFindings findings)
    {
        HashSet<(string Kind, MachineId Id)> ids = [];
        HashSet<(string Kind, string Name)> kept = [];
        HashSet<string> created = new(StringComparer.OrdinalIgnoreCase);
        for (int i = 0; i < changes.Count && !findings.IsFull; i++)
        {
            string path = $"changes[{i}]";
            if (changes[i] is not { } change)
            {
                findings.Add(path, "the value is null");
                continue;
            }

            One(path, change, findings);
            if (change.Id is { } id && !ids.Add((change.Kind, id)))
            {
                findings.Add($"{path}.id", $"{change.Kind} {Excerpt.Of(id.Value)} is listed twice");
            }

            if (change is { Name: { } name, Actions: not ResourceActions.Delete } && !kept.Add((change.Kind, name)))
            {
                findings.Add($"{path}.name", $"{change.Kind} {Excerpt.Of(name)} is listed twice without being deleted");
            }

            if (change.Creates && !created.Add($"{change.Kind}/{change.NewCloudName}"))
            {
                findings.Add($"{path}.cloud_name", $"{Excerpt.Of(change.NewCloudName)} is created twice");
            }
        }

        PlanCheck.Order("changes", changes, ResourceChange.Compare, findings);
    }

    public static void Kind(string path, string kind, PlanFindings findings)
    {
        if (!ResourceKind.IsKnown(kind))
        {
            findings.Add($"{path}.kind", $"unknown kind {Excerpt.Of(kind)}");
        }
    }

    private static void One(string path, ResourceChange change, PlanFindings findings)
    {
        Kind(path, change.Kind, findings);
        PlanCheck.Name($"{path}.name", change.Name, findings);
        if (change is { Name: null, Creates: true } or { Name: null, Actions: ResourceActions.Update })
        {
            findings.Add($"{path}.name", "a resource that is created or updated has a name");
        }

        if (change.Creates)
        {
            PlanCheck.Text($"{path}.cloud_name", change.CloudName, findings);
        }

        if (change.Id is null != (change.Actions == ResourceActions.Create))
        {
            findings.Add($"{path}.id", "every resource has an id, except one that is created");
        }

        if (change.Reason is null == change.Deletes || (change.Reason != DeleteReason.Replace && change.Actions == ResourceActions.Replace))
        {
            findings.Add($"{path}.reason", "the reason contradicts the actions");
        }

        if (change.Approval < Least(change.Actions) || (change.Approval != Approval.None && change.Actions == ResourceActions.None))
        {
            findings.Add($"{path}.approval", "the approval contradicts the actions");
        }

        Fields($"{path}.fields", change, findings);
    }

    private static Approval Least(ResourceActions actions) => actions switch
    {
        ResourceActions.None => Approval.None,
        ResourceActions.Create or ResourceActions.Update => Approval.Change,
        _ => Approval.Delete,
    };

    private static void Fields(string path, ResourceChange change, PlanFindings findings)
    {
        bool isDifference = change.Actions is ResourceActions.None or ResourceActions.Update;
        for (int i = 0; i < change.Fields.Count && !findings.IsFull; i++)
        {
            string item = ConfigPath.Item(path, i);
            if (change.Fields[i] is not { } field)
            {
                findings.Add(item, "the value is null");
                return;
            }

            PlanCheck.Text($"{item}.name", field.Name, findings);
            if (isDifference && field.Declared == field.Actual)
            {
                findings.Add(item, "declared and actual are equal");
            }
        }

        PlanCheck.Order(path, change.Fields, (a, b) => string.CompareOrdinal(a.Name, b.Name), findings);
        if (change.Actions == ResourceActions.Update && change.Fields.Count == change.Drift.Count())
        {
            findings.Add(path, "an update has a field that it changes");
        }

        if (change.Kind == ResourceKind.Host && change.Creates)
        {
            Missing(path, [.. Specified.Where(f => string.IsNullOrEmpty(change.Declared(f))), .. change.Declared(HostField.Tags) is null ? [HostField.Tags] : Array.Empty<string>()], findings);
            PlanCheck.Name(path, change.Declared(HostField.Role), findings);
        }

        if (change.Kind == ResourceKind.Host && change.Deletes)
        {
            Missing(path, [.. Described.Where(f => change.Fields.All(c => c.Name != f) || (f != HostField.Role && change.Actual(f) is null))], findings);
        }
    }

    private static void Missing(string path, string[] fields, PlanFindings findings)
    {
        if (fields.Length > 0)
        {
            findings.Add(path, $"fields without a value: {string.Join(", ", fields)}");
        }
    }
}
