namespace Stagecraft.Plans;

/// <summary>A host that exists as declared.</summary>
/// <param name="Name">The host's name.</param>
/// <param name="MachineName">The machine's name in the account.</param>
/// <param name="Id">The machine's id.</param>
public sealed record UnchangedHost(string Name, string MachineName, MachineId Id);
