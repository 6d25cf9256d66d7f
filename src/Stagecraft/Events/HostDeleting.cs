using Stagecraft.Plans;

namespace Stagecraft.Events;

/// <summary>The delete of a machine is about to be sent.</summary>
/// <param name="Name">The host's name, or null.</param>
/// <param name="MachineName">The machine's name.</param>
/// <param name="Id">The machine's id.</param>
/// <param name="Reason">Why.</param>
public sealed record HostDeleting(string? Name, string MachineName, MachineId Id, DeleteReason Reason) : HostEvent(Name, MachineName);
