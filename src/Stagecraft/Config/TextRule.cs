using System.Globalization;

namespace Stagecraft.Config;

/// <summary>Checks strings of a config, before their meaning is checked.</summary>
public static class TextRule
{
    /// <summary>The string of a node that is a string of one line and not empty.</summary>
    /// <param name="node">The node; a number is a string too.</param>
    /// <param name="what">The subject of the message, for example the key.</param>
    /// <param name="problems">Receives the problem.</param>
    /// <returns>The string; null if it is invalid and reported.</returns>
    public static string? Check(ConfigNode node, string what, ConfigProblems problems)
    {
        ArgumentNullException.ThrowIfNull(problems);
        string? wrong = node switch
        {
            ConfigScalar { Value: null or "" } => $"{what} is empty",
            ConfigScalar { Value: { } text } when Contains(text, char.IsControl) =>
                $"{what} contains a line break or another control character",
            ConfigScalar => null,
            _ => $"{what} must be a string, not {node?.Kind}",
        };
        if (wrong is not null)
        {
            problems.Add(node!, wrong);
            return null;
        }

        return ((ConfigScalar)node!).Value;
    }

    /// <summary>As <see cref="Check"/>, for the values of a mapping. Invalid ones are omitted.</summary>
    internal static IReadOnlyDictionary<string, Setting<string>> CheckMap(ConfigMapping mapping, string what, ConfigProblems problems)
    {
        Dictionary<string, Setting<string>> texts = new(StringComparer.Ordinal);
        foreach (ConfigEntry entry in mapping.Entries)
        {
            if (Check(entry.Value, $"{what} of {Excerpt.Of(entry.Key)}", problems) is { } text)
            {
                texts[entry.Key] = new(text, entry.Value.Location, entry.Value.Path);
            }
        }

        return texts;
    }

    /// <summary>As <see cref="Check"/>, for a string without whitespace.</summary>
    internal static string? CheckSlug(ConfigNode node, string what, ConfigProblems problems, string? hint = null)
    {
        string? text = Check(node, what, problems);
        if (text is not null && Contains(text, char.IsWhiteSpace))
        {
            problems.Add(node, $"{what} is {Excerpt.Of(text)}: there must be no spaces in it", hint);
            return null;
        }

        return text;
    }

    /// <summary>As <see cref="Check"/>, for a name.</summary>
    internal static string? CheckName(ConfigNode node, string what, int maxLength, ConfigProblems problems)
    {
        string? text = Check(node, what, problems);
        if (text is not null && !NameRule.IsValid(text))
        {
            problems.Add(node, $"{what} {Excerpt.Of(text)} is not a valid name", NameRule.Hint);
            return null;
        }

        if (text?.Length > maxLength)
        {
            problems.Add(node, $"{what} is {text.Length} characters long: at most {maxLength} are allowed");
            return null;
        }

        return text;
    }

    /// <summary>A plain <c>true</c> or <c>false</c>; null if it is invalid and reported.</summary>
    internal static string? CheckFlag(ConfigNode node, SettingKey key, ConfigProblems problems)
    {
        if (node is ConfigScalar { IsQuoted: false, Value: "true" or "false" } flag)
        {
            return flag.Value;
        }

        string mapping = key.Kind == SettingKind.FlagOrSection ? $", or a mapping: {string.Join(", ", key.Keys.Select(k => k.Name))}" : "";
        string hint = $"write true or false, in lower case and without quotes{mapping}";
        problems.Add(node, $"{key.Name} must be true or false, not {Found(node)}", hint);
        return null;
    }

    /// <summary>A node in a message.</summary>
    internal static string Found(ConfigNode node) => node is ConfigScalar { Value: { } value } ? Excerpt.Of(value) : node.Kind;

    private static bool Contains(string text, Func<char, bool> isOfKind)
    {
        foreach (char c in text)
        {
            if (isOfKind(c))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The text of a scalar without quotes; null for any other node.</summary>
    internal static string? Plain(ConfigNode node) => node is ConfigScalar { IsQuoted: false } plain ? plain.Value : null;

    /// <summary>The value of a text that is a whole number within the limits of a key; null otherwise.</summary>
    internal static int? Integer(string? text, SettingKey key) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            && number >= key.Minimum && number <= (key.Maximum ?? int.MaxValue)
            ? number
            : null;

    /// <summary>The value of a text that is an amount of money; null otherwise.</summary>
    internal static decimal? Amount(string? text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal amount)
            && amount <= 1_000_000_000 && decimal.Round(amount, 2) == amount
                ? amount
                : null;

    /// <summary>The strings of a list that has at least one, and none twice; null if any is invalid.</summary>
    internal static IReadOnlyList<Setting<string>>? CheckTexts(ConfigNode node, string what, ConfigProblems problems)
    {
        if (node is not ConfigSequence { Items.Count: > 0 } list)
        {
            string message = node is ConfigSequence or ConfigScalar { Value: null }
                ? $"{what} is empty"
                : $"{what} must be a list, not {node.Kind}";
            problems.Add(node, message, $"write {what}: [a, b]");
            return null;
        }

        Dictionary<string, Setting<string>> texts = new(StringComparer.Ordinal);
        foreach (ConfigNode item in list.Items)
        {
            if (Check(item, $"an entry of {what}", problems) is { } text && !texts.TryAdd(text, new(text, item.Location, item.Path)))
            {
                problems.Add(item, $"{Excerpt.Of(text)} is in {what} twice");
            }
        }

        return texts.Count == list.Items.Count ? [.. texts.Values] : null;
    }

    /// <summary>The strings of a list that has at least one; null if any is invalid, because a part of the list is of no use.</summary>
    internal static IReadOnlyList<string>? CheckSlugs(ConfigNode node, string what, ConfigProblems problems)
    {
        switch (node)
        {
            case ConfigSequence { Items.Count: 0 } or ConfigScalar { Value: null }:
                problems.Add(node, $"{what} is empty", "omit it to allow all");
                return null;
            case ConfigSequence list:
                string[] items = [.. list.Items.Select(item => CheckSlug(item, $"an entry of {what}", problems)).OfType<string>()];
                return items.Length == list.Items.Count ? items : null;
            default:
                problems.Add(node, $"{what} must be a list, not {node.Kind}", $"write {what}: [a, b]");
                return null;
        }
    }
}
