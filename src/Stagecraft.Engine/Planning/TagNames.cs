namespace Stagecraft.Engine.Planning;

/// <summary>The tags that state the owner and the role of a machine.</summary>
internal static class TagNames
{
    public const string Managed = "stagecraft";
    public const string Protected = "stagecraft-protected";
    public const string EnvironmentPrefix = "stagecraft-env-";
    public const string ProjectPrefix = "stagecraft-project-";
    public const string RolePrefix = "stagecraft-role-";
    public const string HostPrefix = "stagecraft-host-";
    public const string MadePrefix = "stagecraft-made-";

    /// <summary>A machine that replaces another one, until the run that replaces hosts is complete.</summary>
    public const string Replaced = "stagecraft-replaced";

    /// <summary>A machine that is being resized, without its disk.</summary>
    public const string Resizing = "stagecraft-resizing";

    /// <summary>A machine that is being resized with its disk.</summary>
    public const string ResizingDisk = "stagecraft-resizing-disk";

    public static string Environment(string environment) => EnvironmentPrefix + environment;

    public static string Project(string project) => ProjectPrefix + project;

    public static string Host(string host) => HostPrefix + host;

    /// <summary>The beginning of the tag with the name of a resource other than a machine, for example
    /// <c>stagecraft-volume-</c>.</summary>
    public static string KindPrefix(string kind) => $"{Managed}-{kind}-";

    /// <summary>Whether a tag is reserved for Stagecraft.</summary>
    public static bool IsReserved(string tag) =>
        string.Equals(tag, Managed, StringComparison.OrdinalIgnoreCase)
            || tag.StartsWith(Managed + "-", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a tag states an unfinished replacement or resize.</summary>
    public static bool HasUnfinished(IReadOnlyList<string> tags)
    {
        for (int i = 0; i < tags.Count; i++)
        {
            if (tags[i].Length >= Replaced.Length && (IsReplaced(tags[i]) || IsResizing(tags[i])))
            {
                return true;
            }
        }

        return false;
    }

    public static bool IsReplaced(string tag) => string.Equals(tag, Replaced, StringComparison.OrdinalIgnoreCase);

    public static bool IsResizing(string tag) =>
        string.Equals(tag, Resizing, StringComparison.OrdinalIgnoreCase)
            || string.Equals(tag, ResizingDisk, StringComparison.OrdinalIgnoreCase);

    public static string Role(string role) => RolePrefix + role;

    /// <summary>Tags compare ignoring case: an account keeps the spelling of the first use of a tag. Tags of the form <c>KEY=VALUE</c>
    /// compare exactly: clouds with values distinguish case.</summary>
    public static bool Has(IReadOnlyList<string> tags, string tag)
    {
        StringComparison comparison =
            tag.Contains('=', StringComparison.Ordinal) ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
        for (int i = 0; i < tags.Count; i++)
        {
            if (string.Equals(tags[i], tag, comparison))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The rest of the only tag with the prefix, in lower case; null if no tag or several tags have it.</summary>
    public static string? Single(IReadOnlyList<string> tags, string prefix) => Tag(tags, prefix)?[prefix.Length..].ToLowerInvariant();

    /// <summary>Whether <see cref="Single"/> returns this text.</summary>
    public static bool IsSingle(IReadOnlyList<string> tags, string prefix, string rest) =>
        Tag(tags, prefix) is { } tag
        && (tag.AsSpan(prefix.Length).SequenceEqual(rest)
        || string.Equals(tag[prefix.Length..].ToLowerInvariant(), rest, StringComparison.Ordinal));

    public static bool Any(IReadOnlyList<string> tags, string prefix)
    {
        for (int i = 0; i < tags.Count; i++)
        {
            if (tags[i].StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static string? Tag(IReadOnlyList<string> tags, string prefix)
    {
        string? found = null;
        for (int i = 0; i < tags.Count; i++)
        {
            if (tags[i].StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            {
                if (found is not null)
                {
                    return null;
                }

                found = tags[i];
            }
        }

        return found;
    }
}
