namespace Stagecraft.Events;

/// <summary>The state of a snapshot of a machine.</summary>
public enum SnapshotState
{
    /// <summary>Its request is about to be sent.</summary>
    Requested,

    /// <summary>Reads show that it is complete.</summary>
    Complete,
}
