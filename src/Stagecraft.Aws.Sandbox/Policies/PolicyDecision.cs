namespace Stagecraft.Aws.Sandbox.Policies;

/// <summary>The result of a policy for a request.</summary>
internal enum PolicyDecision
{
    Allowed,

    /// <summary>No statement allows the request.</summary>
    ImplicitDeny,

    /// <summary>A statement denies the request.</summary>
    ExplicitDeny,
}
