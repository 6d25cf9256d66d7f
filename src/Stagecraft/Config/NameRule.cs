using System.Text.RegularExpressions;

namespace Stagecraft.Config;

/// <summary>The rule that the names of projects, environments, hosts and roles follow.</summary>
public static partial class NameRule
{
    /// <summary>The rule as a hint for an invalid name.</summary>
    public const string Hint = "use lowercase letters, digits and dashes, with a letter or digit at both ends";

    /// <summary>The maximum length of a project's name, and of a machine's name, which consists of two names.</summary>
    public const int MaxLength = 63;

    /// <summary>The rule as a regular expression, without anchors.</summary>
    public const string Expression = "[a-z0-9]([a-z0-9-]*[a-z0-9])?";

    /// <summary>Whether a text matches <c>^[a-z0-9]([a-z0-9-]*[a-z0-9])?$</c>. The length is not checked.</summary>
    public static bool IsValid(string text) => Pattern().IsMatch(text);

    // \z, not $: the latter would let a line break at the end pass.
    [GeneratedRegex("^" + Expression + "\\z", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
