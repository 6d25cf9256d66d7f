using Stagecraft.Plans;

namespace Stagecraft.Events;

/// <summary>An event of one host.</summary>
/// <param name="Name">The host's name, or null if the machine's name gives no valid one.</param>
/// <param name="MachineName">The machine's name, for example <c>staging-app-1</c>.</param>
/// <param name="Id">The machine's id, or null if it is not known.</param>
public abstract record HostEvent(string? Name, string MachineName, ResourceId? Id) : InfraEvent;
