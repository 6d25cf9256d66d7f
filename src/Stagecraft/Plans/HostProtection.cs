namespace Stagecraft.Plans;

/// <summary>A host whose machine is to be protected from deletion.</summary>
/// <param name="Name">The host's name.</param>
/// <param name="Id">The machine's id.</param>
public sealed record HostProtection(string Name, MachineId Id);
