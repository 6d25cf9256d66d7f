namespace Stagecraft.DigitalOcean.Http;

/// <summary>What a failure says about the effect of the request.</summary>
internal enum FailureKind
{
    /// <summary>None: it never reached the API.</summary>
    NotSent,

    /// <summary>None: the caller's guard withdrew it.</summary>
    Withdrawn,

    /// <summary>None: the rate limit turned it away.</summary>
    RateLimited,

    /// <summary>None: the API looked at it and said no.</summary>
    Refused,

    /// <summary>Unknown.</summary>
    Unclear,
}
