using Stagecraft.Config;

namespace Stagecraft.Engine.Clouds;

/// <summary>The hosts that a file names for an environment, not validated.</summary>
/// <param name="Hosts">All names.</param>
/// <param name="Protected">The names of hosts that the file declares as protected.</param>
public sealed record DeclaredNames(IReadOnlySet<string> Hosts, IReadOnlySet<string> Protected)
{
    /// <summary>No hosts.</summary>
    public static DeclaredNames None { get; } = new(new HashSet<string>(), new HashSet<string>());

    /// <summary>The names of a section by environment, even if the section has problems: keys below <c>hosts</c>, and <c>protected:
    /// true</c> of a host.</summary>
    /// <param name="section">The provider's section.</param>
    public static IReadOnlyDictionary<string, DeclaredNames> Of(ConfigNode section)
    {
        Dictionary<string, DeclaredNames> names = new(StringComparer.Ordinal);
        foreach (ConfigEntry environment in ((section as ConfigMapping)?.Find("hosts") as ConfigMapping)?.Entries ?? [])
        {
            if (environment.Value is ConfigMapping hosts)
            {
                names[environment.Key] = new(
                    hosts.Entries.Select(e => e.Key).ToHashSet(StringComparer.Ordinal),
                    hosts.Entries.Where(e => IsProtected(e.Value)).Select(e => e.Key).ToHashSet(StringComparer.Ordinal));
            }
        }

        return names;
    }

    private static bool IsProtected(ConfigNode host) =>
        (host as ConfigMapping)?.Find("protected") is ConfigScalar { IsQuoted: false, Value: "true" };
}
