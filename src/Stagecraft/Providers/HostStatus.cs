using Stagecraft.Plans;

namespace Stagecraft.Providers;

/// <summary>A host that exists.</summary>
/// <param name="Name">The host's name, for example <c>app-1</c>; null where its machine's name gives no valid one.</param>
/// <param name="MachineName">The machine's name, for example <c>staging-app-1</c>.</param>
/// <param name="Id">The machine's id.</param>
/// <param name="Role">Its role, or null without exactly one.</param>
/// <param name="Size">The size slug.</param>
/// <param name="Region">The region slug.</param>
/// <param name="Status">The status that the API reports, for example <c>new</c>, <c>active</c>, <c>off</c> or <c>archive</c>.</param>
/// <param name="PublicIpv4">The machine's own public IPv4 address, or null while it has none.</param>
/// <param name="PrivateIpv4">The private IPv4 address, or null while it has none.</param>
/// <param name="PublicIpv6">The public IPv6 address, or null where it has none.</param>
/// <param name="IsDeclared">Whether the config declares this host for the environment.</param>
public sealed record HostStatus(
    string? Name, string MachineName, ResourceId Id, string? Role, string Size, string Region, string Status,
    string? PublicIpv4, string? PrivateIpv4, string? PublicIpv6, bool IsDeclared)
{
    /// <summary>The reserved IP that is assigned to the machine, or null. Default: null.</summary>
    public string? ReservedIpv4 { get; init; }

    /// <summary>Whether the machine is protected from deletion. Default: false.</summary>
    public bool IsProtected { get; init; }

    /// <summary>The user's own tags, sorted ordinally. Default: none.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Hosts in the order that a list of them has to be in: by name (those without one first), then id.</summary>
    /// <param name="hosts">The hosts, in any order.</param>
    public static IReadOnlyList<HostStatus> Sorted(IEnumerable<HostStatus> hosts) =>
        [.. hosts.OrderBy(h => h.Name, StringComparer.Ordinal).ThenBy(h => h.Id)];
}
