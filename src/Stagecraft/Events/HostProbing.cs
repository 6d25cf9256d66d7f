using Stagecraft.Plans;

namespace Stagecraft.Events;

/// <summary>The machine of a host is active; readiness probes of the host begin.</summary>
/// <param name="Name">The host's name.</param>
/// <param name="MachineName">The machine's name.</param>
/// <param name="Id">The machine's id.</param>
/// <param name="Wait">The readiness to wait for: <c>ssh</c>, <c>cloud-init</c> or <c>http</c>.</param>
public sealed record HostProbing(string? Name, string MachineName, ResourceId Id, string Wait) : MachineEvent(Name, MachineName, Id);
