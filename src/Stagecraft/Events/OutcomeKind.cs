namespace Stagecraft.Events;

/// <summary>The outcome of a host or of another resource.</summary>
public enum OutcomeKind
{
    /// <summary>This run created it and confirmed that it is ready.</summary>
    Created,

    /// <summary>This run deleted it and confirmed the deletion.</summary>
    Deleted,

    /// <summary>It exists as declared, or was already deleted; this run did not change it.</summary>
    Unchanged,

    /// <summary>It failed; the code states how.</summary>
    Failed,

    /// <summary>No request was sent for it.</summary>
    Skipped,

    /// <summary>It was kept intentionally: it is protected, or the caller excluded deletions.</summary>
    Kept,

    /// <summary>A request was sent and the run ended before its effect was known.</summary>
    Unknown,

    /// <summary>It existed; this run updated it in place and confirmed that.</summary>
    Updated,
}
