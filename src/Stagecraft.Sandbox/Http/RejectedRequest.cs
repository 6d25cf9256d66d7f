namespace Stagecraft.Sandbox.Http;

/// <summary>Why the host did not accept a request.</summary>
internal enum RejectedRequest
{
    /// <summary>It was sent to another address than a loopback one.</summary>
    Remote,

    /// <summary>The body is larger than <see cref="ApiRequest.MaxBody"/>.</summary>
    TooLarge,

    /// <summary>The body did not arrive in time.</summary>
    BodyTimeout,

    /// <summary>The body is malformed.</summary>
    Malformed,
}
