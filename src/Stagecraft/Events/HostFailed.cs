using Stagecraft.Plans;

namespace Stagecraft.Events;

/// <summary>A host could not be created, or a machine not deleted; the other hosts go on.</summary>
/// <param name="Name">The host's name, or null.</param>
/// <param name="MachineName">The machine's name.</param>
/// <param name="Id">The machine's id where one is known, else null.</param>
/// <param name="Code">One of the error codes.</param>
/// <param name="Message">What went wrong.</param>
public sealed record HostFailed(string? Name, string MachineName, MachineId? Id, string Code, string Message) : HostEvent(Name, MachineName);
