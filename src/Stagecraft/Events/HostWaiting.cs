using Stagecraft.Plans;

namespace Stagecraft.Events;

/// <summary>The machine of a host exists and is not ready. The event occurs once when the machine is known, and again on each change of its
/// status.</summary>
/// <param name="Name">The host's name.</param>
/// <param name="MachineName">The machine's name.</param>
/// <param name="Id">The machine's id.</param>
/// <param name="Status">The status that the API reports.</param>
public sealed record HostWaiting(string? Name, string MachineName, ResourceId Id, string Status) : MachineEvent(Name, MachineName, Id);
