namespace Stagecraft.Cli.Cloud;

/// <summary>The hosts that a config file declares, even if it has problems.</summary>
internal static class DeclaredHosts
{
    /// <summary>The valid names, in ordinal order.</summary>
    /// <param name="section">The provider's section; null without a file.</param>
    /// <param name="environment">The environment; null for all of them.</param>
    internal static IEnumerable<string> Of(ConfigNode? section, string? environment) => Entries(section, environment)
        .SelectMany(HostGroup.Names)
        .Distinct(StringComparer.Ordinal)
        .Order(StringComparer.Ordinal);

    /// <summary>The valid roles, in ordinal order.</summary>
    /// <param name="section">The provider's section; null without a file.</param>
    /// <param name="environment">The environment; null for all of them.</param>
    internal static IEnumerable<string> Roles(ConfigNode? section, string? environment) => Entries(section, environment)
        .Select(e => ((e.Value as ConfigMapping)?.Find("role") as ConfigScalar)?.Value)
        .OfType<string>().Where(NameRule.IsValid)
        .Distinct(StringComparer.Ordinal)
        .Order(StringComparer.Ordinal);

    private static IEnumerable<ConfigEntry> Entries(ConfigNode? section, string? environment) =>
        (((section as ConfigMapping)?.Find("hosts") as ConfigMapping)?.Entries ?? [])
            .Where(e => environment is null || e.Key == environment)
            .SelectMany(e => (e.Value as ConfigMapping)?.Entries ?? [])
            .Where(e => NameRule.IsValid(e.Key));
}
