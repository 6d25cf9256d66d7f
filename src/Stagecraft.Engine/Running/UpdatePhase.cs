namespace Stagecraft.Engine.Running;

/// <summary>The state of an update.</summary>
internal enum UpdatePhase
{
    /// <summary>The machine has to be read before the next step is sent.</summary>
    Unread,

    /// <summary>The next step can be sent while the read is fresh.</summary>
    Ready,

    /// <summary>A request is in flight.</summary>
    Sending,

    /// <summary>Sent; a read has to confirm it.</summary>
    Sent,

    /// <summary>Confirmed, or not necessary.</summary>
    Completed,

    /// <summary>Failed.</summary>
    Failed,
}
