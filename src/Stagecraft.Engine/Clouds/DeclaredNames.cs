using Stagecraft.Config;

namespace Stagecraft.Engine.Clouds;

/// <summary>The hosts that a file names for an environment, not validated.</summary>
/// <param name="Hosts">All names.</param>
/// <param name="Protected">The names of hosts that the file declares as protected.</param>
public sealed record DeclaredNames(IReadOnlySet<string> Hosts, IReadOnlySet<string> Protected)
{
    private const int MaxMembers = 10 * HostGroup.MaxTotal;

    /// <summary>No hosts.</summary>
    public static DeclaredNames None { get; } = new(new HashSet<string>(), new HashSet<string>());

    /// <summary>The names of a section by environment, even if the section has problems: keys below <c>hosts</c>, groups as their hosts
    /// (<see cref="HostGroup.Names"/>), and <c>protected: true</c> of a host.</summary>
    /// <param name="section">The provider's section.</param>
    public static IReadOnlyDictionary<string, DeclaredNames> Of(ConfigNode section)
    {
        Dictionary<string, DeclaredNames> names = new(StringComparer.Ordinal);
        int members = 0;
        foreach (ConfigEntry environment in ((section as ConfigMapping)?.Find("hosts") as ConfigMapping)?.Entries ?? [])
        {
            if (environment.Value is not ConfigMapping entries)
            {
                continue;
            }

            HashSet<string> hosts = new(entries.Entries.Count, StringComparer.Ordinal);
            HashSet<string> isProtected = new(StringComparer.Ordinal);
            foreach (ConfigEntry entry in entries.Entries)
            {
                // A file with more is invalid; its names must not fill the memory.
                IReadOnlyList<string> own = members <= MaxMembers ? HostGroup.Names(entry) : [entry.Key];
                members += own.Count > 1 ? own.Count : 0;
                bool isKept = IsProtected(entry.Value);
                for (int i = 0; i < own.Count; i++)
                {
                    hosts.Add(own[i]);
                    if (isKept)
                    {
                        isProtected.Add(own[i]);
                    }
                }
            }

            names[environment.Key] = new(hosts, isProtected);
        }

        return names;
    }

    private static bool IsProtected(ConfigNode host) =>
        (host as ConfigMapping)?.Find("protected") is ConfigScalar { IsQuoted: false, Value: "true" };
}
