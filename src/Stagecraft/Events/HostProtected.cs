using Stagecraft.Plans;

namespace Stagecraft.Events;

/// <summary>The API shows that a machine is protected from deletion.</summary>
/// <param name="Name">The host's name.</param>
/// <param name="MachineName">The machine's name.</param>
/// <param name="Id">The machine's id.</param>
public sealed record HostProtected(string? Name, string MachineName, MachineId Id) : MachineEvent(Name, MachineName, Id);
