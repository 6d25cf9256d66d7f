namespace Stagecraft.Events;

/// <summary>No request was sent for a host that the plan changes.</summary>
/// <param name="Name">The host's name, or null.</param>
/// <param name="MachineName">The machine's name.</param>
/// <param name="Reason">The reason, in one sentence.</param>
public sealed record HostSkipped(string? Name, string MachineName, string Reason) : HostEvent(Name, MachineName, null);
