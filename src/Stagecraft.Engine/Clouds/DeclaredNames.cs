using Stagecraft.Config;

namespace Stagecraft.Engine.Clouds;

/// <summary>The hosts that a file names for an environment, not validated.</summary>
/// <param name="Hosts">All names.</param>
/// <param name="Protected">The names of hosts that the file declares as protected.</param>
public sealed record DeclaredNames(IReadOnlySet<string> Hosts, IReadOnlySet<string> Protected)
{
    private const int MaxNames = 10 * HostGroup.MaxTotal;

    /// <summary>No hosts.</summary>
    public static DeclaredNames None { get; } = new(new HashSet<string>(), new HashSet<string>());

    /// <summary>The names of a section by environment, even if the section has problems: keys below <c>hosts</c>, groups as their hosts
    /// (<see cref="HostGroup.Names"/>), and <c>protected: true</c> of a host.</summary>
    /// <param name="section">The provider's section.</param>
    public static IReadOnlyDictionary<string, DeclaredNames> Of(ConfigNode section)
    {
        Dictionary<string, DeclaredNames> names = new(StringComparer.Ordinal);
        if ((section as ConfigMapping)?.Find("hosts") is ConfigMapping environments)
        {
            foreach (ConfigEntry environment in environments.Entries)
            {
                if (environment.Value is ConfigMapping hosts)
                {
                    names[environment.Key] = new(Names(hosts.Entries), Names(hosts.Entries.Where(e => IsProtected(e.Value))));
                }
            }
        }

        return names;
    }

    // A file above the limit is invalid; its names must not fill the memory.
    private static HashSet<string> Names(IEnumerable<ConfigEntry> entries)
    {
        HashSet<string> names = new(StringComparer.Ordinal);
        foreach (ConfigEntry entry in entries)
        {
            names.UnionWith(names.Count <= MaxNames ? HostGroup.Names(entry) : [entry.Key]);
        }

        return names;
    }

    private static bool IsProtected(ConfigNode host) =>
        (host as ConfigMapping)?.Find("protected") is ConfigScalar { IsQuoted: false, Value: "true" };
}
