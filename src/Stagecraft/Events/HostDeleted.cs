using Stagecraft.Plans;

namespace Stagecraft.Events;

/// <summary>A machine was deleted: the API no longer lists it.</summary>
/// <param name="Name">The host's name, or null.</param>
/// <param name="MachineName">The machine's name.</param>
/// <param name="Id">The machine's id.</param>
/// <param name="Reason">The reason.</param>
public sealed record HostDeleted(string? Name, string MachineName, ResourceId Id, DeleteReason Reason)
    : MachineEvent(Name, MachineName, Id);
