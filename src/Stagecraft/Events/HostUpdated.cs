using Stagecraft.Plans;

namespace Stagecraft.Events;

/// <summary>The API shows a machine as it was updated in place.</summary>
/// <param name="Name">The host's name.</param>
/// <param name="MachineName">The machine's name.</param>
/// <param name="Id">The machine's id.</param>
public sealed record HostUpdated(string? Name, string MachineName, ResourceId Id) : MachineEvent(Name, MachineName, Id);
