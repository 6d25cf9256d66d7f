namespace Stagecraft.Sandbox;

/// <summary>A request that the sandbox handled. It has no headers and no body, so neither token nor user data.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Target">The path and query as sent.</param>
/// <param name="Status">The status of the response. If a fault withheld the response: the status it had, or 0 for none.</param>
/// <param name="Time">The time of the response, by the clock of the sandbox.</param>
public sealed record SandboxRequest(string Method, string Target, int Status, DateTimeOffset Time)
{
    /// <summary>The fault that hit the request; null for none.</summary>
    public SandboxFaultKind? Fault { get; init; }
}
