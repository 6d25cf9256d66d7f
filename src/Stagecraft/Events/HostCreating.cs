namespace Stagecraft.Events;

/// <summary>The create of a host is about to be sent.</summary>
/// <param name="Name">The host's name.</param>
/// <param name="DropletName">The machine's name.</param>
/// <param name="Size">The size slug.</param>
/// <param name="Region">The region slug.</param>
public sealed record HostCreating(string? Name, string DropletName, string Size, string Region) : HostEvent(Name, DropletName);
