namespace Stagecraft.Cli.Rendering;

/// <summary>Lists of hosts that do not fill the screen.</summary>
internal static class Names
{
    private const int Most = 10;

    /// <summary>Ten of them, and how many more.</summary>
    internal static string Some(IReadOnlyList<string> names)
    {
        string more = names.Count > Most ? $" and {Words.Number(names.Count - Most)} more" : "";
        return string.Join(", ", names.Take(Most)) + more;
    }
}
