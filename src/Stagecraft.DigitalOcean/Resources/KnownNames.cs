namespace Stagecraft.DigitalOcean.Resources;

/// <summary>The hint for a declared name that is not in the account.</summary>
internal static class KnownNames
{
    private const int Most = 10;

    /// <param name="declared">The declared name.</param>
    /// <param name="names">The names in the account, sorted.</param>
    /// <param name="lead">The words before a list of the names.</param>
    /// <param name="none">The hint if there are none.</param>
    public static string Hint(string declared, IReadOnlyList<string> names, string lead, string none) =>
        Suggestion.Nearest(declared, names) is { } near ? $"did you mean {Excerpt.Of(near)}?"
        : names.Count == 0 ? none
        : $"{lead}: {string.Join(", ", names.Take(Most).Select(Excerpt.Of))}{(names.Count > Most ? ", …" : "")}";
}
