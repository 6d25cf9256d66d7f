using System.Text.RegularExpressions;

namespace Stagecraft.Aws.Settings;

/// <summary>Reads security groups.</summary>
internal static partial class SecurityGroupRule
{
    /// <summary>The quota of new accounts for an instance's network interface.</summary>
    private const int MaxGroups = 5;

    private const string IdPrefix = "sg-";

    /// <summary>Whether a group is an id; otherwise it is a name.</summary>
    public static bool IsId(string group) => group.StartsWith(IdPrefix, StringComparison.Ordinal);

    /// <returns>The groups; null if the key is absent. Invalid groups are reported and omitted.</returns>
    public static IReadOnlyList<Setting<string>>? Read(SectionReader reader, SettingKey key, ConfigProblems problems)
    {
        Declared<IReadOnlyList<Setting<string>>> declared = reader.Texts(key);
        if (!declared.IsPresent)
        {
            return null;
        }

        List<Setting<string>> groups = [];
        foreach (Setting<string> group in declared.Setting?.Value ?? [])
        {
            if (IsId(group.Value) ? GroupId().IsMatch(group.Value) : group.Value.Length <= 255)
            {
                groups.Add(group);
                continue;
            }

            problems.AddAt(
                group.Location,
                group.Path,
                $"{Excerpt.Of(group.Value)} is neither the name nor the id of a security group",
                "example: web, or sg-0123456789abcdef0; a name does not begin with 'sg-'");
        }

        if (groups.Count > MaxGroups)
        {
            problems.AddAt(
                reader.LocationOf(key),
                reader.PathOf(key),
                $"security_groups has {groups.Count} entries: an instance can have at most {MaxGroups} groups");
        }

        return groups;
    }

    [GeneratedRegex(@"^sg-[0-9a-f]{4,17}\z", RegexOptions.CultureInvariant)]
    private static partial Regex GroupId();
}
