namespace Stagecraft.Cli.Rendering;

/// <summary>Short lists of hosts.</summary>
internal static class Names
{
    private const int Most = 10;

    /// <summary>The first ten names, and the number of the others.</summary>
    internal static string Some(IReadOnlyList<string> names)
    {
        string more = names.Count > Most ? $" and {Words.Number(names.Count - Most)} more" : "";
        return string.Join(", ", names.Take(Most)) + more;
    }
}
