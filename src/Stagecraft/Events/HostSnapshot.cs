using Stagecraft.Plans;

namespace Stagecraft.Events;

/// <summary>A snapshot of a machine that is to be deleted. The event occurs when its request is about to be sent, and when it is
/// complete.</summary>
/// <param name="Name">The host's name.</param>
/// <param name="MachineName">The machine's name.</param>
/// <param name="Id">The machine's id.</param>
/// <param name="Snapshot">The name of the snapshot.</param>
/// <param name="State">Whether it is complete.</param>
public sealed record HostSnapshot(string? Name, string MachineName, ResourceId Id, string Snapshot, SnapshotState State)
    : MachineEvent(Name, MachineName, Id);
