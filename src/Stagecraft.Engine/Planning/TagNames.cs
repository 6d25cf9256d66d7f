
namespace Stagecraft.Engine.Planning;

/// <summary>The tags that say whose a machine is and what it does.</summary>
internal static class TagNames
{
    public const string Managed = "stagecraft";
    public const string Protected = "stagecraft-protected";
    public const string EnvironmentPrefix = "stagecraft-env-";
    public const string ProjectPrefix = "stagecraft-project-";
    public const string RolePrefix = "stagecraft-role-";
    public const string HostPrefix = "stagecraft-host-";

    public static string Environment(string environment) => EnvironmentPrefix + environment;

    public static string Project(string project) => ProjectPrefix + project;

    public static string Host(string host) => HostPrefix + host;

    /// <summary>Whether a tag is one of ours, whatever it says.</summary>
    public static bool IsReserved(string tag) =>
        string.Equals(tag, Managed, StringComparison.OrdinalIgnoreCase) || tag.StartsWith(Managed + "-", StringComparison.OrdinalIgnoreCase);

    public static string Role(string role) => RolePrefix + role;

    /// <summary>Tags compare without regard to case: an account keeps the spelling of a tag's first use.</summary>
    public static bool Has(IReadOnlyList<string> tags, string tag)
    {
        for (int i = 0; i < tags.Count; i++)
        {
            if (string.Equals(tags[i], tag, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What follows the prefix in the one tag that has it, in lower case; null where none or several have it.</summary>
    public static string? Single(IReadOnlyList<string> tags, string prefix) => Tag(tags, prefix)?[prefix.Length..].ToLowerInvariant();

    /// <summary>Whether <see cref="Single"/> is this text.</summary>
    public static bool IsSingle(IReadOnlyList<string> tags, string prefix, string rest) =>
        Tag(tags, prefix) is { } tag
        && (tag.AsSpan(prefix.Length).SequenceEqual(rest) || string.Equals(tag[prefix.Length..].ToLowerInvariant(), rest, StringComparison.Ordinal));

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
