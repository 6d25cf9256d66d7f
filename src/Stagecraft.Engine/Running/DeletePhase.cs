namespace Stagecraft.Engine.Running;

/// <summary>The state of a deletion.</summary>
internal enum DeletePhase
{
    /// <summary>Waits until every create succeeded.</summary>
    AfterCreates,

    /// <summary>Waits until the machine to keep was read by id and is healthy.</summary>
    AfterSurvivor,

    /// <summary>Waits to be sent.</summary>
    Queued,

    /// <summary>In flight.</summary>
    Sending,

    /// <summary>Refused because another operation is pending, or failed temporarily: sent again after the next read.</summary>
    Retrying,

    /// <summary>Accepted; the machine may still exist.</summary>
    Accepted,

    /// <summary>Reads have confirmed that the machine no longer exists.</summary>
    Deleted,

    /// <summary>Failed.</summary>
    Failed,

    /// <summary>Nothing was sent for it, and nothing will be.</summary>
    Skipped,

    /// <summary>Not deleted, because it is protected.</summary>
    Kept,
}
