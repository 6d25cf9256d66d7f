using Stagecraft.Plans;

namespace Stagecraft.Events;

/// <summary>A machine was seen protected from deletion.</summary>
/// <param name="Name">The host's name.</param>
/// <param name="MachineName">The machine's name.</param>
/// <param name="Id">The machine's id.</param>
public sealed record HostProtected(string? Name, string MachineName, MachineId Id) : HostEvent(Name, MachineName);
