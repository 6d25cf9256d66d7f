namespace Stagecraft.Plans;

/// <summary>The kinds of resources that a plan changes. A kind is a word; its rank is its place in a plan.</summary>
public static class ResourceKind
{
    /// <summary>A host: a machine with a role.</summary>
    public const string Host = "host";

    private static readonly string[] Ranked = [Host];

    /// <summary>Whether this version knows the kind.</summary>
    /// <param name="kind">The word.</param>
    public static bool IsKnown(string kind) => Ranked.Contains(kind, StringComparer.Ordinal);

    /// <summary>The kind's place in the order of a plan. Unknown kinds come last.</summary>
    /// <param name="kind">The word.</param>
    public static int Rank(string kind) => Array.IndexOf(Ranked, kind) is >= 0 and int rank ? rank : Ranked.Length;
}
