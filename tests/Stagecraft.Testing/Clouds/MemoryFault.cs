namespace Stagecraft.Testing.Clouds;

/// <summary>The fault of a request to a cloud in memory.</summary>
public enum MemoryFault
{
    None,

    /// <summary>A read gets no response.</summary>
    ReadFailed,

    /// <summary>The credentials do not permit the request.</summary>
    Forbidden,

    /// <summary>A rate limit refuses the request.</summary>
    RateLimited,

    /// <summary>A rate limit holds the request back before it is sent.</summary>
    Throttled,

    /// <summary>The response takes long.</summary>
    Slow,

    /// <summary>A read by id or a list does not show tags, or the log is not permitted.</summary>
    LogForbidden,

    /// <summary>The cloud refuses a write.</summary>
    Refused,

    /// <summary>A write cannot be sent.</summary>
    NotSent,

    /// <summary>A write does not reach the cloud, and there is no response.</summary>
    LostBefore,

    /// <summary>A write takes effect, and there is no response.</summary>
    LostAfter,

    /// <summary>A write takes effect later, and there is no response.</summary>
    LateCommit,

    /// <summary>The response to a create does not name every machine that it created.</summary>
    UnnamedInResponse,

    /// <summary>A create makes fewer machines than requested.</summary>
    PartialCreate,

    /// <summary>The new machine does not start.</summary>
    Stopped,

    /// <summary>The new machine is deleted soon after.</summary>
    Vanishes,

    /// <summary>A delete is accepted and does not happen.</summary>
    NoEffect,

    /// <summary>A delete fails, and the driver sends it again.</summary>
    Repeated,
}
