using Stagecraft.Plans;

namespace Stagecraft.Events;

/// <summary>A readiness probe of a host succeeded.</summary>
/// <param name="Name">The host's name.</param>
/// <param name="MachineName">The machine's name.</param>
/// <param name="Id">The machine's id.</param>
/// <param name="Wait">The confirmed readiness: <c>ssh</c>, <c>cloud-init</c> or <c>http</c>.</param>
public sealed record HostReachable(string? Name, string MachineName, ResourceId Id, string Wait) : MachineEvent(Name, MachineName, Id);
