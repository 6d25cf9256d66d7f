using Stagecraft.Config;

namespace Stagecraft.DigitalOcean.Settings;

/// <summary>What texts of the section must be, before what they say is looked at.</summary>
internal static class TextRule
{
    /// <summary>The text of a node that is one, not empty and on one line; otherwise null, and a problem.</summary>
    public static string? Check(ConfigNode node, string what, ConfigProblems problems)
    {
        string? wrong = node switch
        {
            ConfigScalar { Value: null or "" } => $"{what} is empty",
            ConfigScalar { Value: { } text } when text.Any(char.IsControl) => $"{what} contains a line break or another control character",
            ConfigScalar => null,
            _ => $"{what} must be a text, not {node.Kind}",
        };
        if (wrong is not null)
        {
            problems.Add(node, wrong);
            return null;
        }

        return ((ConfigScalar)node).Value;
    }

    /// <summary>As <see cref="Check"/>, for a text that has no spaces.</summary>
    public static string? CheckSlug(ConfigNode node, string what, ConfigProblems problems)
    {
        string? text = Check(node, what, problems);
        if (text is not null && text.Any(char.IsWhiteSpace))
        {
            problems.Add(node, $"{what} is {Excerpt.Of(text)}: there must be no spaces in it");
            return null;
        }

        return text;
    }

    /// <summary>The texts of a list of at least one; null, and a problem for each, where any is wrong: a part of it is of no use.</summary>
    public static IReadOnlyList<string>? CheckSlugs(ConfigNode node, string what, ConfigProblems problems)
    {
        switch (node)
        {
            case ConfigSequence { Items.Count: 0 } or ConfigScalar { Value: null }:
                problems.Add(node, $"{what} is empty", "Leave it out to allow all.");
                return null;
            case ConfigSequence list:
                List<string> items = new List<string>();
                foreach (ConfigNode item in list.Items)
                {
                    if (CheckSlug(item, $"an entry of {what}", problems) is { } text)
                    {
                        items.Add(text);
                    }
                }

                return items.Count == list.Items.Count ? items : null;
            default:
                problems.Add(node, $"{what} must be a list, not {node.Kind}", $"Write {what}: [a, b].");
                return null;
        }
    }
}
