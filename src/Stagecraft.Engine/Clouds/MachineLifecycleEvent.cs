namespace Stagecraft.Engine.Clouds;

/// <summary>A create or delete of a machine.</summary>
/// <param name="Id">The machine.</param>
/// <param name="IsCreate">True for a create, false for a delete.</param>
/// <param name="StartedAt">When it started, by the cloud's clock.</param>
public sealed record MachineLifecycleEvent(ResourceId Id, bool IsCreate, DateTimeOffset StartedAt);
