using Stagecraft.Plans;

namespace Stagecraft.Events;

/// <summary>The delete request of a machine is about to be sent.</summary>
/// <param name="Name">The host's name, or null.</param>
/// <param name="MachineName">The machine's name.</param>
/// <param name="Id">The machine's id.</param>
/// <param name="Reason">The reason.</param>
public sealed record HostDeleting(string? Name, string MachineName, ResourceId Id, DeleteReason Reason)
    : MachineEvent(Name, MachineName, Id);
