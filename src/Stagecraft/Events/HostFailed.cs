using Stagecraft.Plans;

namespace Stagecraft.Events;

/// <summary>A host could not be created, or a machine could not be deleted or updated. The other hosts continue.</summary>
/// <param name="Name">The host's name, or null.</param>
/// <param name="MachineName">The machine's name.</param>
/// <param name="Id">The machine's id, or null if it is not known.</param>
/// <param name="Code">One of the error codes.</param>
/// <param name="Message">The error message.</param>
public sealed record HostFailed(string? Name, string MachineName, ResourceId? Id, string Code, string Message)
    : HostEvent(Name, MachineName, Id);
