using Stagecraft.Engine.Clouds;

namespace Stagecraft.Engine.Planning;

/// <summary>The status of the existing hosts of an environment.</summary>
internal static class HostStatuses
{
    /// <returns>Sorted ordinally by name, then id.</returns>
    public static IReadOnlyList<HostStatus> Of(Ownership ownership, IReadOnlyList<Machine> machines, IReadOnlySet<string> declared) =>
        HostStatus.Sorted(Inventory.Classify(ownership, machines).Owned.Select(d => Of(ownership.HostOf(d), d, declared)));

    public static HostStatus Of(string? name, Machine machine, IReadOnlySet<string> declared) => new(
        name,
        machine.Name,
        machine.Id,
        TagNames.Single(machine.Tags ?? [], TagNames.RolePrefix),
        machine.Size,
        machine.Region,
        machine.Status,
        machine.PublicIpv4,
        machine.PrivateIpv4,
        machine.PublicIpv6,
        name is not null && declared.Contains(name))
    {
        ReservedIpv4 = machine.ReservedIpv4,
        IsProtected = Ownership.IsProtected(machine),
        Tags = [.. (machine.Tags ?? []).Where(t => !TagNames.IsReserved(t)).Order(StringComparer.Ordinal)],
    };
}
