using System.Text.RegularExpressions;

namespace Stagecraft.Config;

/// <summary>Builds the paths of nodes: <c>a.b[1]</c>, and <c>a["x y"]</c> where a key is not a plain word.</summary>
internal static partial class ConfigPath
{
    public static string Key(string parent, string key)
    {
        string shown = Excerpt.Bare(key);
        if (!PlainWord().IsMatch(shown))
        {
            return $"{parent}[\"{shown.Replace("\"", "\\\"", StringComparison.Ordinal)}\"]";
        }

        return parent.Length == 0 ? shown : $"{parent}.{shown}";
    }

    public static string Item(string parent, int index) => $"{parent}[{index}]";

    [GeneratedRegex(@"^[A-Za-z0-9_\-]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex PlainWord();
}
