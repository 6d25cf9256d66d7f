using Stagecraft.DigitalOcean.Api;
using Stagecraft.Providers;

namespace Stagecraft.DigitalOcean.Planning;

/// <summary>The hosts of an environment that exist.</summary>
internal static class HostStatuses
{
    /// <returns>Sorted ordinally by name, then id.</returns>
    public static IReadOnlyList<HostStatus> Of(Ownership ownership, IReadOnlyList<Droplet> droplets, IReadOnlySet<string> declared) =>
    [
        .. Inventory.Take(ownership, droplets).Owned
            .Select(d => Of(ownership.HostOf(d), d, declared))
            .OrderBy(h => h.Name, StringComparer.Ordinal)
            .ThenBy(h => h.Id),
    ];

    public static HostStatus Of(string? name, Droplet droplet, IReadOnlySet<string> declared) => new(
        name,
        droplet.Name,
        droplet.Id,
        TagNames.Single(droplet.Tags ?? [], TagNames.RolePrefix),
        droplet.Size,
        droplet.Region,
        droplet.Status,
        droplet.PublicIpv4,
        droplet.PrivateIpv4,
        droplet.PublicIpv6,
        name is not null && declared.Contains(name));
}
