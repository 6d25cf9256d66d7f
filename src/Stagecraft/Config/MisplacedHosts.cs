using Stagecraft.Errors;

namespace Stagecraft.Config;

/// <summary>Finds hosts that are not below an environment because of a wrong indentation: they would count as removed from the file.
/// Sections of other programs are not restricted there, so only entries that look like hosts are errors.</summary>
internal static class MisplacedHosts
{
    private const string Role = "role";

    private const string Hint = "check its indentation: hosts are below cloud.providers.PROVIDER.hosts.ENVIRONMENT; "
        + $"if it is not a host, begin its key with '{ExtensionPrefix}'";

    /// <summary>The prefix of keys that programs ignore by convention, for example of templates for aliases.</summary>
    private const string ExtensionPrefix = "x-";

    public static void Check(ConfigMapping top, ConfigNode section, ConfigProblems problems)
    {
        ConfigEntry[] roles = [.. Roles(section)];
        HashSet<string> known = [.. roles.Select(r => r.Value).OfType<ConfigScalar>().Select(r => r.Value).OfType<string>()];
        HashSet<SourceLocation?> places = [.. roles.Select(r => r.KeyLocation)];
        ConfigNode?[] parents = [top, top.Find("project"), (top.Find("cloud") as ConfigMapping)?.Find(StagecraftFileParser.ProvidersKey)];
        foreach (ConfigEntry entry in parents.OfType<ConfigMapping>().SelectMany(p => p.Entries))
        {
            // An alias or a merge key repeats the place.
            if (RoleOf(entry) is { KeyLocation: var place, Value: ConfigScalar { Value: { } role } }
                && !places.Contains(place)
                && IsHost(entry.Key, role, known))
            {
                problems.AddAt(
                    entry.KeyLocation,
                    entry.Value.Path,
                    $"'{entry.Key}' has the key 'role' of a host, but is not below the hosts of an environment",
                    Hint);
            }
        }
    }

    private static bool IsHost(string key, string role, HashSet<string> known) =>
        NameRule.IsValid(key)
        && !key.StartsWith(ExtensionPrefix, StringComparison.Ordinal)
        && (known.Contains(role) || key == role || key.StartsWith(role + "-", StringComparison.Ordinal));

    private static IEnumerable<ConfigEntry> Roles(ConfigNode section) =>
        Entries((section as ConfigMapping)?.Find("hosts")).SelectMany(e => Entries(e.Value)).Select(RoleOf).OfType<ConfigEntry>();

    private static IReadOnlyList<ConfigEntry> Entries(ConfigNode? node) => (node as ConfigMapping)?.Entries ?? [];

    private static ConfigEntry? RoleOf(ConfigEntry host) => (host.Value as ConfigMapping)?.FindEntry(Role);
}
