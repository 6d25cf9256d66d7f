using Stagecraft.Plans;

namespace Stagecraft.Events;

/// <summary>A host said itself that it is ready.</summary>
/// <param name="Name">The host's name.</param>
/// <param name="MachineName">The machine's name.</param>
/// <param name="Id">The machine's id.</param>
/// <param name="Wait">What was waited for: <c>ssh</c> or <c>cloud-init</c>.</param>
public sealed record HostReachable(string? Name, string MachineName, MachineId Id, string Wait) : HostEvent(Name, MachineName);
