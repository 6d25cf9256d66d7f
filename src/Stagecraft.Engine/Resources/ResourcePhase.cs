namespace Stagecraft.Engine.Resources;

internal enum ResourcePhase
{
    /// <summary>Its stage of the run has not begun, or the kind has to be read before a request is sent.</summary>
    Unread,

    /// <summary>The next request can be sent while the read is fresh.</summary>
    Ready,
    Sending,

    /// <summary>Nothing is to be sent now: a read has to show the effect of the last request, or that the resource is ready.</summary>
    Waiting,
    Completed,
    Failed,
    Skipped,
}
