
namespace Stagecraft.Engine.Running;

/// <summary>Where a declared host is on its way.</summary>
internal enum HostPhase
{
    /// <summary>Missing; its create waits to be sent.</summary>
    Queued,

    /// <summary>Its create is in flight.</summary>
    Sending,

    /// <summary>Its create may or may not have been carried out.</summary>
    Unclear,

    /// <summary>Its machine is about to go; then it is created anew.</summary>
    Going,

    /// <summary>Its machines are being deleted, so that it can be created anew.</summary>
    Replacing,

    /// <summary>Its former machine is gone; it is created anew once a complete look shows that nobody else did.</summary>
    Vacated,

    /// <summary>Its machine exists and is not ready yet.</summary>
    Waiting,

    /// <summary>Seen ready.</summary>
    Ready,

    /// <summary>It was there before the run and nothing is to be done about it.</summary>
    Unchanged,

    /// <summary>Failed; the others go on.</summary>
    Failed,
}
