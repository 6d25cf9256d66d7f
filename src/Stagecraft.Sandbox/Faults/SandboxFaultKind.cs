namespace Stagecraft.Sandbox;

/// <summary>
/// The kinds of faults. In JSON and in the log the names are in snake_case: <c>lost_answer_after</c>. <i>Before</i>: the API does not
/// execute the request. <i>After</i>: it does.
/// </summary>
public enum SandboxFaultKind
{
    /// <summary>The connection is dropped without a response; not executed.</summary>
    LostAnswerBefore,

    /// <summary>The connection is dropped without a response; executed.</summary>
    LostAnswerAfter,

    /// <summary>
    /// The connection is dropped without a response; executed after <see cref="SandboxFault.Delay"/>. Applies to writes only.
    /// </summary>
    LateCommit,

    /// <summary>No response until the client times out; not executed.</summary>
    NoAnswerBefore,

    /// <summary>No response until the client times out; executed.</summary>
    NoAnswerAfter,

    /// <summary><see cref="SandboxFault.Status"/> with an error body; not executed.</summary>
    ServerErrorBefore,

    /// <summary><see cref="SandboxFault.Status"/> with an error body; executed.</summary>
    ServerErrorAfter,

    /// <summary><see cref="SandboxFault.Status"/> with an HTML page of a gateway; not executed.</summary>
    GatewayHtmlBefore,

    /// <summary><see cref="SandboxFault.Status"/> with an HTML page of a gateway; executed.</summary>
    GatewayHtmlAfter,

    /// <summary>The response body is truncated; executed.</summary>
    TruncatedBody,

    /// <summary>The content type is <c>text/plain</c>; executed.</summary>
    WrongContentType,

    /// <summary>429, with <see cref="SandboxFault.RetryAfter"/> if set; not executed.</summary>
    RateLimited,

    /// <summary>401; not executed.</summary>
    Unauthorized,

    /// <summary>403; not executed.</summary>
    Forbidden,

    /// <summary>409; not executed.</summary>
    Conflict,

    /// <summary>422 with a message that repeats the Authorization header and the body; not executed.</summary>
    Echo,

    /// <summary>The response is delayed by <see cref="SandboxFault.Delay"/>; executed.</summary>
    Slow,

    /// <summary>The link to the next page of a list points to the first page.</summary>
    PageLoop,

    /// <summary>The link to the next page of a list points to another host.</summary>
    NextElsewhere,

    /// <summary>Every object has undocumented members.</summary>
    UnknownFields,

    /// <summary>Droplets and actions have an undocumented status.</summary>
    UnknownStatus,

    /// <summary>The request is handled as for a token without read access to tags.</summary>
    NoTagRead,

    /// <summary>The request is handled as for a token without read access to actions.</summary>
    NoActionRead,

    /// <summary>A multiple create creates only the first half of the names.</summary>
    PartialCreate,

    /// <summary>A droplet stays <c>new</c> forever; it can be deleted after its boot time.</summary>
    StuckNew,

    /// <summary>A droplet is <c>off</c> after booting.</summary>
    BootsOff,

    /// <summary>A droplet is removed at the end of its boot time, and its create action is <c>errored</c>.</summary>
    Vanishes,

    /// <summary>EC2: a list of instances, or the response to a create, lacks all tags; executed.</summary>
    OmitTags,

    /// <summary>EC2: 500 with <c>InsufficientInstanceCapacity</c>; nothing is created or started.</summary>
    NoCapacity,

    /// <summary>EC2: a page of a list has one entry; executed.</summary>
    ShortPage,

    /// <summary>EC2: a page of a list has no entry, although others follow; executed.</summary>
    EmptyPage,
}
