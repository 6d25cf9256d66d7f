namespace Stagecraft.Events;

/// <summary>Nothing was sent for a host that the plan would have changed.</summary>
/// <param name="Name">The host's name, or null.</param>
/// <param name="MachineName">The machine's name.</param>
/// <param name="Reason">Why, in one sentence.</param>
public sealed record HostSkipped(string? Name, string MachineName, string Reason) : HostEvent(Name, MachineName);
