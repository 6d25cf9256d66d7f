namespace Stagecraft.DigitalOcean.Planning;

/// <summary>The tags that say whose a droplet is and what it does.</summary>
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

    public static string Role(string role) => RolePrefix + role;

    /// <summary>Tags compare without regard to case: an account keeps the spelling of a tag's first use.</summary>
    public static bool Has(IReadOnlyList<string> tags, string tag)
    {
        foreach (string candidate in tags)
        {
            if (string.Equals(candidate, tag, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What follows the prefix in the one tag that has it, in lower case; null where none or several have it.</summary>
    public static string? Single(IReadOnlyList<string> tags, string prefix)
    {
        string? found = null;
        foreach (string tag in tags)
        {
            if (!tag.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            if (found is not null)
            {
                return null;
            }

            found = tag[prefix.Length..].ToLowerInvariant();
        }

        return found;
    }

    public static int Count(IReadOnlyList<string> tags, string prefix) =>
        tags.Count(t => t.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
}
