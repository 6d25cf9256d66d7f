namespace Stagecraft.Events;

/// <summary>What became of a host.</summary>
public enum HostOutcomeKind
{
    /// <summary>It was created by this run and seen ready.</summary>
    Created,

    /// <summary>It was deleted by this run and seen gone.</summary>
    Deleted,

    /// <summary>It exists as declared, or was already gone; this run changed nothing about it.</summary>
    Unchanged,

    /// <summary>It failed; the code says how.</summary>
    Failed,

    /// <summary>Nothing was sent for it.</summary>
    Skipped,

    /// <summary>It was left alone on purpose: it is protected, or the caller did not want deletes.</summary>
    Kept,

    /// <summary>Something was sent and the run ended before its effect was known: look again.</summary>
    Unknown,

    /// <summary>It was there; this run protected it from deletion, and saw that.</summary>
    Protected,
}
