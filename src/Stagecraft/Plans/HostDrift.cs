namespace Stagecraft.Plans;

/// <summary>A difference between a declared host and its machine that a plan reports and no command mends unasked.</summary>
/// <param name="Name">The host's name, or null where the machine's name gives no valid one.</param>
/// <param name="MachineName">The machine's name in the account.</param>
/// <param name="Id">The machine's id.</param>
/// <param name="Field"><c>size</c>, <c>region</c>, <c>role</c>, <c>status</c> or <c>name</c>.</param>
/// <param name="Declared">What the config says, or what is expected; null where nothing is.</param>
/// <param name="Actual">What the account says; null where nothing is there.</param>
public sealed record HostDrift(string? Name, string MachineName, MachineId Id, string Field, string? Declared, string? Actual);
