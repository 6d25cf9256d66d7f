using Stagecraft.Plans;

namespace Stagecraft.Events;

/// <summary>The cloud refused the delete request for now. The request is repeated until the timeout of the delete.</summary>
/// <param name="Name">The host's name, or null.</param>
/// <param name="MachineName">The machine's name.</param>
/// <param name="Id">The machine's id.</param>
/// <param name="Message">The reason that the cloud gave.</param>
public sealed record HostDeleteDelayed(string? Name, string MachineName, ResourceId Id, string Message)
    : MachineEvent(Name, MachineName, Id);
