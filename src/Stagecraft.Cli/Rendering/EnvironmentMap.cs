using System.Globalization;

namespace Stagecraft.Cli.Rendering;

/// <summary>What the provider's section of a config declares for an environment.</summary>
/// <param name="Hosts">The hosts.</param>
/// <param name="LoadBalancers">The load balancers with their role.</param>
/// <param name="Firewalls">The firewalls with their roles; null for every role.</param>
/// <param name="MaxUnavailable">How many hosts of a role may be replaced or resized at a time; null for the default.</param>
internal sealed record EnvironmentMap(
    IReadOnlyList<EnvironmentMap.Host> Hosts,
    IReadOnlyList<(string Name, string Role)> LoadBalancers,
    IReadOnlyList<(string Name, IReadOnlyList<string>? Roles)> Firewalls,
    int? MaxUnavailable)
{
    internal static EnvironmentMap Of(ConfigNode provider, string environment)
    {
        ConfigMapping? resources = Mapping(Mapping(provider, "environments"), environment);
        return new(
            [
                .. Entries(Mapping(Mapping(provider, "hosts"), environment))
                    .SelectMany(e => HostGroup.Names(e).Select(n => HostOf(n, e.Value))).OrderBy(h => h.Name, NaturalOrder.Instance),
            ],
            [.. Entries(Mapping(resources, "load_balancers")).Select(e => (e.Key, Text(e.Value, "role") ?? ""))],
            [.. Entries(Mapping(resources, "firewalls")).Select(e => (e.Key, RolesOf(e.Value)))],
            Mapping(resources, "replace") is { } replace && Text(replace, "max_unavailable") is { } most
                && int.TryParse(most, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null);
    }

    private static Host HostOf(string name, ConfigNode settings) => new(
        name,
        Text(settings, "role") ?? "",
        [.. Entries(Mapping(settings, "volumes")).Select(e => e.Key).Order(NaturalOrder.Instance)],
        Text(settings, "reserved_ip"));

    private static string[]? RolesOf(ConfigNode firewall) => Text(firewall, "all") == "true" ? null
        : (firewall as ConfigMapping)?.Find("roles") is ConfigSequence roles
            ? [.. roles.Items.OfType<ConfigScalar>().Select(r => r.Value).OfType<string>()]
            : [];

    private static ConfigMapping? Mapping(ConfigNode? parent, string key) => (parent as ConfigMapping)?.Find(key) as ConfigMapping;

    private static IReadOnlyList<ConfigEntry> Entries(ConfigMapping? mapping) => mapping?.Entries ?? [];

    private static string? Text(ConfigNode parent, string key) =>
        ((parent as ConfigMapping)?.Find(key) as ConfigScalar)?.Value;

    /// <summary>A declared host with its volumes and its reserved IP.</summary>
    internal sealed record Host(string Name, string Role, IReadOnlyList<string> Volumes, string? ReservedIp);
}
