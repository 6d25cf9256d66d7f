using Stagecraft.Plans;

namespace Stagecraft.Events;

/// <summary>The API shows that the machine of a host is active and has an address.</summary>
/// <param name="Name">The host's name.</param>
/// <param name="MachineName">The machine's name.</param>
/// <param name="Id">The machine's id.</param>
/// <param name="PublicIpv4">The public IPv4 address, or null without a public network.</param>
/// <param name="PrivateIpv4">The private IPv4 address, or null.</param>
public sealed record HostReady(string? Name, string MachineName, ResourceId Id, string? PublicIpv4, string? PrivateIpv4)
    : MachineEvent(Name, MachineName, Id);
