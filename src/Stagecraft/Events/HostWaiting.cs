using Stagecraft.Plans;

namespace Stagecraft.Events;

/// <summary>A host's machine exists and is waited for: once when it is known, and again when its status changes.</summary>
/// <param name="Name">The host's name.</param>
/// <param name="MachineName">The machine's name.</param>
/// <param name="Id">The machine's id.</param>
/// <param name="Status">Its status.</param>
public sealed record HostWaiting(string? Name, string MachineName, MachineId Id, string Status) : HostEvent(Name, MachineName);
