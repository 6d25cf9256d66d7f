namespace Stagecraft.Engine.Running;

internal enum HostPhase
{
    /// <summary>It does not exist; its create waits to be sent.</summary>
    Queued,
    Sending,

    /// <summary>The outcome of its create is unknown.</summary>
    Unclear,

    /// <summary>Its machine may be about to be deleted by someone else. If it is, the host is recreated.</summary>
    Terminating,

    /// <summary>Its machines are being deleted, so that it can be recreated.</summary>
    Replacing,

    /// <summary>Its previous machine is deleted, or the read that its create relies on is too old. The host is created when a complete read
    /// shows that no one else did.</summary>
    Vacated,

    /// <summary>Its machine exists, but is not ready.</summary>
    Waiting,
    Ready,

    /// <summary>It existed before the run, as declared.</summary>
    Unchanged,
    Failed,
}
