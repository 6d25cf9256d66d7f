namespace Stagecraft.Testing;

/// <summary>The fault of one request.</summary>
public enum Fault
{
    None,

    /// <summary>The connection resets before the API carried it out.</summary>
    ResetBefore,

    /// <summary>The API carries it out, then the connection resets.</summary>
    ResetAfter,

    /// <summary>500 with an error body, not carried out.</summary>
    Error500Before,

    /// <summary>500 with an error body, carried out.</summary>
    Error500After,

    /// <summary>A gateway's HTML with 504, carried out.</summary>
    Gateway504After,

    /// <summary>A success whose body is cut short.</summary>
    TruncatedAfter,

    /// <summary>The connection resets; the API carries it out some seconds later.</summary>
    LateCommit,

    /// <summary>429 without retry-after, not carried out.</summary>
    TooMany,

    /// <summary>409 with an error body, not carried out.</summary>
    Conflict,

    /// <summary>403 with an error body, not carried out.</summary>
    Forbidden,

    /// <summary>422 with a message that repeats the request's body and its token, not carried out.</summary>
    Echo,
}
