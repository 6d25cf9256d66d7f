namespace Stagecraft.DigitalOcean.Sandbox;

/// <summary>
/// What goes wrong. In JSON and in the log the names are written in snake_case: <c>lost_answer_after</c>. <i>Before</i>: the API has
/// not carried the request out. <i>After</i>: it has.
/// </summary>
public enum SandboxFaultKind
{
    /// <summary>The connection breaks without an answer; not carried out.</summary>
    LostAnswerBefore,

    /// <summary>The connection breaks without an answer; carried out.</summary>
    LostAnswerAfter,

    /// <summary>The connection breaks without an answer; carried out <see cref="SandboxFault.Delay"/> later. Of requests that write.</summary>
    LateCommit,

    /// <summary>No answer until the client gives up; not carried out.</summary>
    NoAnswerBefore,

    /// <summary>No answer until the client gives up; carried out.</summary>
    NoAnswerAfter,

    /// <summary><see cref="SandboxFault.Status"/> with an error body; not carried out.</summary>
    ServerErrorBefore,

    /// <summary><see cref="SandboxFault.Status"/> with an error body; carried out.</summary>
    ServerErrorAfter,

    /// <summary><see cref="SandboxFault.Status"/> with a gateway's page; not carried out.</summary>
    GatewayHtmlBefore,

    /// <summary><see cref="SandboxFault.Status"/> with a gateway's page; carried out.</summary>
    GatewayHtmlAfter,

    /// <summary>The answer breaks off in the middle; carried out.</summary>
    TruncatedBody,

    /// <summary>The answer says that it is <c>text/plain</c>; carried out.</summary>
    WrongContentType,

    /// <summary>429, with <see cref="SandboxFault.RetryAfter"/> if given; not carried out.</summary>
    RateLimited,

    /// <summary>401; not carried out.</summary>
    Unauthorized,

    /// <summary>403; not carried out.</summary>
    Forbidden,

    /// <summary>409; not carried out.</summary>
    Conflict,

    /// <summary>422 with a message that repeats the Authorization header and the body; not carried out.</summary>
    Echo,

    /// <summary>The answer comes <see cref="SandboxFault.Delay"/> later; carried out.</summary>
    Slow,

    /// <summary>The next page of a list is its first.</summary>
    PageLoop,

    /// <summary>The next page of a list is on another host.</summary>
    NextElsewhere,

    /// <summary>Every object has members that nobody documented.</summary>
    UnknownFields,

    /// <summary>Droplets and actions have a status that nobody documented.</summary>
    UnknownStatus,

    /// <summary>The request is answered as for a token that may not read tags.</summary>
    NoTagRead,

    /// <summary>The request is answered as for a token that may not read actions.</summary>
    NoActionRead,

    /// <summary>A multiple create makes only the first half of the names.</summary>
    PartialCreate,

    /// <summary>A droplet stays <c>new</c> for ever; once it should have booted it can be deleted.</summary>
    StuckNew,

    /// <summary>A droplet is <c>off</c> after its boot.</summary>
    BootsOff,

    /// <summary>A droplet is gone when it should be active, and its create action is <c>errored</c>.</summary>
    Vanishes,
}
