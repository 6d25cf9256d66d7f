namespace Stagecraft.Events;

/// <summary>The create request of a host is about to be sent.</summary>
/// <param name="Name">The host's name.</param>
/// <param name="MachineName">The machine's name.</param>
/// <param name="Size">The size slug.</param>
/// <param name="Region">The region slug.</param>
public sealed record HostCreating(string? Name, string MachineName, string Size, string Region) : HostEvent(Name, MachineName, null);
