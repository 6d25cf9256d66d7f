using Stagecraft.Plans;

namespace Stagecraft.Events;

/// <summary>A machine is about to be updated in place, for example protected from deletion.</summary>
/// <param name="Name">The host's name.</param>
/// <param name="MachineName">The machine's name.</param>
/// <param name="Id">The machine's id.</param>
public sealed record HostUpdating(string? Name, string MachineName, ResourceId Id) : MachineEvent(Name, MachineName, Id);
