using System.Text.RegularExpressions;

namespace Stagecraft.DigitalOcean.Settings;

/// <summary>Validates the additional tags of a host.</summary>
internal static partial class TagRule
{
    /// <summary>The API's maximum length of a tag.</summary>
    public const int MaxLength = 255;

    /// <summary>The tag of every owned droplet, and the prefix of all other tags of Stagecraft.</summary>
    public const string Reserved = "stagecraft";

    public const string Expression = "[a-z0-9_:-]+";

    /// <summary>The tags of a host, sorted ordinally. Invalid tags are reported and omitted.</summary>
    public static IReadOnlyList<string> Check(Declared<ConfigNode> declared, ConfigProblems problems)
    {
        switch (declared.Setting?.Value)
        {
            case null:
                return [];
            case ConfigSequence list:
                return CheckItems(list, problems);
            case { } node:
                problems.Add(node, $"tags must be a list, not {node.Kind}", "write tags: [a, b]");
                return [];
        }
    }

    private static List<string> CheckItems(ConfigSequence list, ConfigProblems problems)
    {
        Dictionary<string, int?> lines = new(StringComparer.Ordinal);
        foreach (ConfigNode item in list.Items)
        {
            if (TextRule.Check(item, "a tag", problems) is not { } tag)
            {
                continue;
            }

            if (Wrong(tag) is var (reason, hint))
            {
                problems.Add(item, $"the tag {Excerpt.Of(tag)} {reason}", hint);
            }
            else if (!lines.TryAdd(tag, item.Location?.Line))
            {
                problems.Add(
                    item, $"duplicate tag {Excerpt.Of(tag)}: it is already {(lines[tag] is { } line ? $"in line {line}" : "in the list")}");
            }
        }

        return [.. lines.Keys.Order(StringComparer.Ordinal)];
    }

    private static (string Reason, string? Hint)? Wrong(string tag)
    {
        if (tag.Length > MaxLength)
        {
            return ($"is {tag.Length} characters long: at most {MaxLength} are allowed", null);
        }

        if (!Pattern().IsMatch(tag))
        {
            return ("is not valid", "use lowercase letters, digits, dashes, underscores and colons");
        }

        return tag == Reserved || tag.StartsWith(Reserved + "-", StringComparison.Ordinal)
            ? ("is reserved", $"tags that start with '{Reserved}-' mark owned droplets: choose another")
            : null;
    }

    [GeneratedRegex("^" + Expression + "\\z", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
