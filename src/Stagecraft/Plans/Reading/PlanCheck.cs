using Stagecraft.Config;

namespace Stagecraft.Plans.Reading;

/// <summary>Checks that the values of a plan file are consistent. Specified in <c>spec/cli/output.md</c>, 2.1.</summary>
internal static class PlanCheck
{
    public static void Check(PlanDocument plan, PlanFindings findings)
    {
        Text("provider", plan.Provider, findings);
        Name("project", plan.Project, findings);
        Name("environment", plan.Environment, findings);
        Names("targets", plan.Targets, findings);
        Names("replace", plan.Replace, findings);
        Text("cost.currency", plan.Cost.Currency, findings);
        if (plan.Requests < 0)
        {
            findings.Add("requests", "the number is negative");
        }

        Fingerprint("fingerprint.config", plan.Fingerprint.Config, findings);
        Fingerprint("fingerprint.account", plan.Fingerprint.Account, findings);
        Warnings(plan.Warnings, findings);
        NotCompared(plan.NotCompared, findings);
        ChangeCheck.Check(plan.Changes, findings);
        if (!findings.Any)
        {
            Sums(plan, plan.ToPlan(), findings);
        }
    }

    public static void Text(string path, string? text, PlanFindings findings)
    {
        if (string.IsNullOrEmpty(text))
        {
            findings.Add(path, text is null ? "the value is null" : "the value is empty");
        }
    }

    // Names become names and tags in a cloud, so they must be what a config may declare.
    public static void Name(string path, string? name, PlanFindings findings)
    {
        if (name is not null && !NameRule.IsValid(name))
        {
            findings.Add(path, $"{Excerpt.Of(name)} is not a valid name", NameRule.Hint);
        }
    }

    /// <summary>Checks that a list is sorted and has every entry once.</summary>
    public static void Order<T>(string path, IReadOnlyList<T> items, Comparison<T> compare, PlanFindings findings)
    {
        for (int i = 1; i < items.Count && !findings.IsFull; i++)
        {
            if (items[i - 1] is not null && items[i] is not null && compare(items[i - 1], items[i]) is >= 0 and int order)
            {
                findings.Add(ConfigPath.Item(path, i), order == 0 ? "this entry is a duplicate" : "the list is not sorted: this entry belongs before the previous one");
            }
        }
    }

    private static void Names(string path, IReadOnlyList<string> names, PlanFindings findings)
    {
        for (int i = 0; i < names.Count && !findings.IsFull; i++)
        {
            Text(ConfigPath.Item(path, i), names[i], findings);
            Name(ConfigPath.Item(path, i), names[i] is "" ? null : names[i], findings);
        }

        Order(path, names, string.CompareOrdinal, findings);
    }

    private static void Fingerprint(string path, string hash, PlanFindings findings)
    {
        if (hash.Length != 64 || !hash.All(char.IsAsciiHexDigitLower))
        {
            findings.Add(path, "a fingerprint is 64 lower-case hexadecimal digits");
        }
    }

    private static void Warnings(IReadOnlyList<PlanWarning> warnings, PlanFindings findings)
    {
        for (int i = 0; i < warnings.Count && !findings.IsFull; i++)
        {
            if (warnings[i] is null)
            {
                findings.Add($"warnings[{i}]", "the value is null");
            }
            else
            {
                Text($"warnings[{i}].code", warnings[i].Code, findings);
            }
        }

        Order("warnings", warnings, (a, b) => string.CompareOrdinal(a.Code, b.Code) is not 0 and int code ? code : string.CompareOrdinal(a.Message, b.Message), findings);
    }

    private static void NotCompared(IReadOnlyList<UncomparedFields> entries, PlanFindings findings)
    {
        for (int i = 0; i < entries.Count && !findings.IsFull; i++)
        {
            string path = $"not_compared[{i}]";
            if (entries[i] is not { } entry)
            {
                findings.Add(path, "the value is null");
                continue;
            }

            ChangeCheck.Kind(path, entry.Kind, findings);
            Name($"{path}.name", entry.Name, findings);
            Text($"{path}.reason", entry.Reason, findings);
            for (int k = 0; k < entry.Fields.Count; k++)
            {
                Text($"{path}.fields[{k}]", entry.Fields[k], findings);
            }

            Order($"{path}.fields", entry.Fields, string.CompareOrdinal, findings);
        }

        Order("not_compared", entries, (a, b) => (ResourceKind.Rank(a.Kind), a.Name ?? "").CompareTo((ResourceKind.Rank(b.Kind), b.Name ?? "")), findings);
    }

    private static void Sums(PlanDocument plan, InfraPlan read, PlanFindings findings)
    {
        if (read.InSync != plan.InSync)
        {
            findings.Add("in_sync", "in_sync contradicts the changes");
        }

        if (read.Summary != plan.Summary)
        {
            findings.Add("summary", "the summary contradicts the changes");
        }

        if (read.Cost.MonthlyDelta != plan.Cost.MonthlyDelta)
        {
            findings.Add("cost", "monthly_delta is not the difference of monthly_after and monthly_before");
        }
    }
}
