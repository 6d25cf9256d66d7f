namespace Stagecraft.Engine.Running;

internal enum DeletePhase
{
    /// <summary>Waits until every create succeeded.</summary>
    AfterCreates,

    /// <summary>Waits until the machine to keep was read by id and is healthy.</summary>
    AfterSurvivor,
    Queued,
    Sending,

    /// <summary>Refused because another operation is pending, or failed temporarily: sent again after the next read.</summary>
    Retrying,

    /// <summary>Accepted; the machine may still exist.</summary>
    Accepted,

    /// <summary>Reads have confirmed that the machine no longer exists.</summary>
    Deleted,
    Failed,
    Skipped,

    /// <summary>Not deleted, because it is protected.</summary>
    Kept,
}
