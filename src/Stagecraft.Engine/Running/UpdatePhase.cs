namespace Stagecraft.Engine.Running;

internal enum UpdatePhase
{
    /// <summary>The machine has to be read before the next step is sent.</summary>
    Unread,

    /// <summary>The next step can be sent while the read is fresh.</summary>
    Ready,
    Sending,

    /// <summary>Sent; a read has to confirm it.</summary>
    Sent,
    Completed,
    Failed,
}
