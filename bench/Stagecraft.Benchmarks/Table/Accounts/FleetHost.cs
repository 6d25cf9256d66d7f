namespace Stagecraft.Benchmarks.Table.Accounts;

/// <summary>A host of a fleet.</summary>
internal sealed record FleetHost(string Name, string Role, string Size);
