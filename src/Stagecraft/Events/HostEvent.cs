namespace Stagecraft.Events;

/// <summary>Something that happened to a host.</summary>
/// <param name="Name">The host's name, or null where the machine's name gives no valid one.</param>
/// <param name="MachineName">The machine's name, for instance <c>staging-app-1</c>.</param>
public abstract record HostEvent(string? Name, string MachineName) : InfraEvent;
