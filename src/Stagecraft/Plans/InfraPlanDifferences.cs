namespace Stagecraft.Plans;

/// <summary>The differences between a reviewed plan and a new one. Specified in <c>spec/providers/cloud/interface.md</c>, 3.1.</summary>
public static class InfraPlanDifferences
{
    private const string HiddenConfig =
        "the config changed in a setting that plans do not show, for example SSH keys or user_data of an existing host";

    /// <summary>The start of the tag with the hash of settings that only a create uses.</summary>
    private const string HashTag = "stagecraft-made-";

    private const string HiddenAccount =
        "the account changed in a property that plans do not show, for example tags or protection of a machine of the environment";

    /// <summary>Compares two plans. Warnings and prices are ignored.</summary>
    /// <param name="reviewed">The plan that was reviewed.</param>
    /// <param name="now">The plan as it is made now.</param>
    /// <returns>Each difference as a sentence without a full stop; none where both were made from the same and do the same.</returns>
    public static IReadOnlyList<string> Between(InfraPlan reviewed, InfraPlan now)
    {
        ArgumentNullException.ThrowIfNull(reviewed);
        ArgumentNullException.ThrowIfNull(now);
        List<string> scope = [.. OfScope(reviewed, now)];
        List<string> config = [.. OfDeclared(reviewed, now)];
        List<string> resources = [.. OfExisting(reviewed, now)];
        bool isConfigOther = reviewed.Fingerprint.Config != now.Fingerprint.Config;
        bool isAccountOther = reviewed.Fingerprint.Account != now.Fingerprint.Account;

        // Drift can come from either side: where only the config changed, drift shows that change.
        if (isConfigOther && scope.Count == 0 && config.Count == 0 && (isAccountOther || resources.Count == 0))
        {
            config.Add(HiddenConfig);
        }

        if (isAccountOther && resources.Count == 0)
        {
            resources.Add(HiddenAccount);
        }

        return [.. scope, .. config, .. resources];
    }

    private static IEnumerable<string> OfScope(InfraPlan reviewed, InfraPlan now)
    {
        (string What, string? Before, string? After)[] parts =
        [
            ("provider", reviewed.Provider, now.Provider),
            ("project", reviewed.Project, now.Project),
            ("environment", reviewed.Environment, now.Environment),
            ("list of targets", Names(reviewed.Targets), Names(now.Targets)),
            ("list of hosts to replace", Names(reviewed.Replace), Names(now.Replace)),
            ("list of hosts to resize", Names(reviewed.Resize), Names(now.Resize)),
            ("list of hosts to switch on", Names(reviewed.PowerOn), Names(now.PowerOn)),
            ("order of replacements", Order(reviewed), Order(now)),
        ];
        return parts.Where(p => p.Before != p.After).Select(p => Changed($"the {p.What}", p.Before, p.After));
    }

    private static string Order(InfraPlan plan) => plan.Surge ? "create, delete" : "delete, create";

    private static IEnumerable<string> OfDeclared(InfraPlan reviewed, InfraPlan now)
    {
        SortedSet<string> before = Declared(reviewed);
        SortedSet<string> after = Declared(now);
        Dictionary<string, ResourceChange> planned = reviewed.Changes.Where(c => c.Creates).ToDictionary(Address, StringComparer.Ordinal);
        return
        [
            .. after.Except(before).Select(a => $"the config: {a} is declared now"),
            .. before.Except(after).Select(a => $"the config: {a} is no longer declared"),
            .. now.Changes.Where(c => c.Creates)
            .SelectMany(c => planned.TryGetValue(Address(c), out ResourceChange? was) ? OfCreate(was, c) : []),
        ];
    }

    private static IEnumerable<string> OfCreate(ResourceChange was, ResourceChange now)
    {
        if (was.NewCloudName != now.NewCloudName)
        {
            yield return Changed($"the config: machine name of {Address(now)}", was.NewCloudName, now.NewCloudName);
        }

        foreach (string field in was.Fields.Concat(now.Fields).Select(f => f.Name)
            .Where(f => now.Kind != ResourceKind.Host || f != HostField.Name).Distinct().Order(StringComparer.Ordinal))
        {
            (string? before, string? after) = (was.Declared(field), now.Declared(field));
            if (before != after && field == HostField.Tags && WithoutHash(before) == WithoutHash(after))
            {
                yield return $"the config: a setting of {Address(now)} changed that only a create uses, for example user_data or SSH keys";
            }
            else if (before != after)
            {
                yield return Changed($"the config: {field} of {Address(now)}", before, after);
            }
        }
    }

    private static string WithoutHash(string? tags) =>
        string.Join(',', (tags ?? "").Split(',').Where(t => !t.StartsWith(HashTag, StringComparison.Ordinal)));

    private static IEnumerable<string> OfExisting(InfraPlan reviewed, InfraPlan now)
    {
        SortedDictionary<(int Rank, ResourceId Id), ResourceChange> before = Existing(reviewed);
        SortedDictionary<(int Rank, ResourceId Id), ResourceChange> after = Existing(now);
        foreach (((int, ResourceId) key, ResourceChange was) in before)
        {
            string resource = Resource(was);
            if (!after.TryGetValue(key, out ResourceChange? found))
            {
                yield return $"{resource} no longer exists, is no longer managed, or is now protected; it was {State(was)}";
            }
            else if (found.CloudName != was.CloudName)
            {
                yield return $"{resource} is called '{found.CloudName}' now";
            }
            else if (State(found) != State(was))
            {
                yield return $"{resource} was {State(was)}, and is {State(found)} now";
            }
        }

        foreach (((int, ResourceId) key, ResourceChange found) in after)
        {
            if (!before.ContainsKey(key))
            {
                yield return $"{Resource(found)} is new since the plan was created; it is {State(found)}";
            }
        }
    }

    private static SortedSet<string> Declared(InfraPlan plan) => new(
        plan.Changes.Where(c => c is { Name: not null, Actions: not ResourceActions.Delete }).Select(Address),
        StringComparer.Ordinal);

    private static SortedDictionary<(int Rank, ResourceId Id), ResourceChange> Existing(InfraPlan plan) =>
        new(plan.Changes.Where(c => c.Id is not null).ToDictionary(c => (ResourceKind.Rank(c.Kind), c.Id!.Value)));

    private static string Resource(ResourceChange change) =>
        $"{(change.Kind == ResourceKind.Host ? "machine" : change.Kind.Replace('_', ' '))} '{change.CloudName}' ({change.Id})";

    /// <summary>What a plan states about an existing resource.</summary>
    private static string State(ResourceChange change)
    {
        if (change.Deletes)
        {
            string fields = change.Kind == ResourceKind.Host
                ? $"{change.Actual(HostField.Role) ?? "no role"}, {change.Actual(HostField.Size)}, {change.Actual(HostField.Region)}"
                : string.Join(", ", change.Fields.Select(f => $"{f.Name} {f.Actual}"));
            return $"to be {(change.Creates ? "replaced" : "deleted")} ({JsonWord.Of(change.Reason!.Value)}; {fields})";
        }

        string drift = Fields(change, isUpdated: false);
        string updates = Fields(change, isUpdated: true);
        return (drift.Length, updates.Length) switch
        {
            (0, 0) => "unchanged",
            (0, _) => $"to be updated ({updates})",
            (_, 0) => $"drifted ({drift})",
            _ => $"drifted ({drift}) and to be updated ({updates})",
        };
    }

    private static string Fields(ResourceChange change, bool isUpdated) => string.Join(
        "; ",
        change.Fields.Where(f => f.IsUpdated == isUpdated)
            .Select(f => $"{f.Name} is {Value(f.Actual)}, declared {Value(f.Declared)}"));

    private static string Value(string? text) => string.IsNullOrEmpty(text) ? "none" : text;

    private static string Address(ResourceChange change) => $"{change.Kind} '{change.Name}'";

    private static string Changed(string what, string? before, string? after) => $"{what} was {Shown(before)}, and is {Shown(after)} now";

    private static string Shown(string? value) => string.IsNullOrEmpty(value) ? "none" : $"'{value}'";

    private static string Names(IReadOnlyList<string> names) => string.Join(", ", names);
}
