using System.Text.RegularExpressions;

namespace Stagecraft.Config;

/// <summary>The rule that the names of projects, environments, hosts and roles follow.</summary>
public static partial class NameRule
{
    /// <summary>The rule in words, as a hint for whoever broke it.</summary>
    public const string Hint = "Use lower-case letters, digits and dashes, with a letter or digit at both ends.";

    /// <summary>The most characters a project's name may have, and a machine's name that is made of two of these.</summary>
    public const int MaxLength = 63;

    /// <summary>The rule as a regular expression, without anchors.</summary>
    public const string Expression = "[a-z0-9]([a-z0-9-]*[a-z0-9])?";

    /// <summary>Whether a text matches <c>^[a-z0-9]([a-z0-9-]*[a-z0-9])?$</c>. Says nothing about its length.</summary>
    public static bool IsValid(string text) => Pattern().IsMatch(text);

    // \z, not $: the latter would let a line break at the end pass.
    [GeneratedRegex("^" + Expression + "\\z", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
