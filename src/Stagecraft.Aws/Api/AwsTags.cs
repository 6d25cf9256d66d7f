namespace Stagecraft.Aws.Api;

/// <summary>Tags of the engine as tags of AWS, and back (spec aws.md 6.2). A tag of AWS is a key with a value, one of the engine a text:
/// its own tags have a key each, and all other tags are <c>KEY=VALUE</c>.</summary>
internal static class AwsTags
{
    public const string Name = "Name";
    public const string Project = "stagecraft:project";
    public const string Environment = "stagecraft:environment";
    public const string Host = "stagecraft:host";
    public const string Volume = "stagecraft:volume";
    public const string Firewall = "stagecraft:firewall";
    public const string Prefix = "stagecraft:";

    /// <summary>The value of <see cref="Project"/> without a project: a filter cannot ask for resources without a key.</summary>
    public const string NoProject = "-";

    private const string Managed = "stagecraft";
    private const string ProjectPrefix = "stagecraft-project-";
    private const string EnvironmentPrefix = "stagecraft-env-";
    private const string HostPrefix = "stagecraft-host-";
    private const string True = "true";

    private static readonly (string Prefix, string Key)[] Valued =
    [
        (EnvironmentPrefix, Environment),
        (HostPrefix, Host),
        ("stagecraft-role-", "stagecraft:role"),
        ("stagecraft-made-", "stagecraft:made"),
        ("stagecraft-volume-", Volume),
        ("stagecraft-firewall-", Firewall),
    ];

    private static readonly (string Tag, string Key, string Value)[] Flags =
    [
        ("stagecraft-protected", "stagecraft:protected", True),
        ("stagecraft-replaced", "stagecraft:replaced", True),
        ("stagecraft-resizing", "stagecraft:resizing", True),
        ("stagecraft-resizing-disk", "stagecraft:resizing", "disk"),
    ];

    /// <summary>The tag of a host.</summary>
    public static string OfHost(string host) => HostPrefix + host;

    /// <summary>Whether a tag of the engine names the environment.</summary>
    public static bool IsEnvironment(string tag) => tag.StartsWith(EnvironmentPrefix, StringComparison.Ordinal);

    /// <summary>The environment that an owner tag of the engine names.</summary>
    public static string EnvironmentOf(string ownerTag) => ownerTag[EnvironmentPrefix.Length..];

    /// <summary>The project that the tags of the engine name, or null.</summary>
    public static string? ProjectOf(IEnumerable<string> tags) =>
        tags.FirstOrDefault(t => t.StartsWith(ProjectPrefix, StringComparison.Ordinal))?[ProjectPrefix.Length..];

    /// <summary>Whether the tags of the engine protect a machine.</summary>
    public static bool IsProtected(IEnumerable<string> tags) => tags.Contains(Flags[0].Tag, StringComparer.OrdinalIgnoreCase);

    /// <summary>All tags of a resource to create, sorted ordinally by key. The project is always among them.</summary>
    public static SortedDictionary<string, string> ToAws(IEnumerable<string> tags)
    {
        SortedDictionary<string, string> all = new(StringComparer.Ordinal) { [Project] = NoProject };
        foreach (string tag in tags)
        {
            if (Pair(tag) is { } pair)
            {
                all[pair.Key] = pair.Value;
            }
        }

        return all;
    }

    /// <summary>The tag of AWS for a tag of the engine; null for <c>stagecraft</c>, which every resource with a project has.</summary>
    public static (string Key, string Value)? Pair(string tag)
    {
        if (string.Equals(tag, Managed, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        if (tag.StartsWith(ProjectPrefix, StringComparison.OrdinalIgnoreCase))
        {
            return (Project, tag[ProjectPrefix.Length..]);
        }

        foreach ((string flag, string key, string value) in Flags)
        {
            if (string.Equals(tag, flag, StringComparison.OrdinalIgnoreCase))
            {
                return (key, value);
            }
        }

        foreach ((string prefix, string key) in Valued)
        {
            if (tag.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            {
                return (key, tag[prefix.Length..]);
            }
        }

        int split = tag.IndexOf('=', StringComparison.Ordinal);
        return split < 0 ? (tag, "") : (tag[..split], tag[(split + 1)..]);
    }

    /// <summary>The tags of the engine for all tags of a resource, sorted ordinally. Tags that AWS sets are omitted, and so is the
    /// name.</summary>
    public static IReadOnlyList<string> FromAws(IReadOnlyDictionary<string, string> tags)
    {
        List<string> all = [];
        foreach ((string key, string value) in tags)
        {
            if (key == Project)
            {
                all.Add(Managed);
                if (value != NoProject)
                {
                    all.Add(ProjectPrefix + value);
                }
            }
            else if (key != Name && !key.StartsWith("aws:", StringComparison.Ordinal))
            {
                all.Add(Text(key, value));
            }
        }

        all.Sort(StringComparer.Ordinal);
        return all;
    }

    private static string Text(string key, string value)
    {
        if (!key.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return $"{key}={value}";
        }

        foreach ((string flag, string flagKey, string flagValue) in Flags)
        {
            if (key == flagKey && value == flagValue)
            {
                return flag;
            }
        }

        foreach ((string prefix, string valuedKey) in Valued)
        {
            if (key == valuedKey)
            {
                return prefix + value;
            }
        }

        return $"{key}={value}";
    }
}
