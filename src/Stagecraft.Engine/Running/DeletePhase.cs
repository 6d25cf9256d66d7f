
namespace Stagecraft.Engine.Running;

/// <summary>Where a deletion is on its way.</summary>
internal enum DeletePhase
{
    /// <summary>Waits until every create succeeded.</summary>
    AfterCreates,

    /// <summary>Waits until its survivor was read and is sound.</summary>
    AfterSurvivor,

    /// <summary>Waits to be sent.</summary>
    Queued,

    /// <summary>In flight.</summary>
    Sending,

    /// <summary>Refused for a pending event, or failed in passing: to be sent again after the next look.</summary>
    Again,

    /// <summary>Accepted; the machine is not gone yet.</summary>
    Accepted,

    /// <summary>Seen gone.</summary>
    Gone,

    /// <summary>Failed.</summary>
    Failed,

    /// <summary>Nothing was sent for it, and nothing will be.</summary>
    Skipped,

    /// <summary>Protected, and so left alone.</summary>
    Kept,
}
