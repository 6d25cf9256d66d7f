namespace Stagecraft.DigitalOcean.Sandbox;

/// <summary>A request that the sandbox answered. Carries no header and no body, so no token and no user data.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Target">The path and query as sent.</param>
/// <param name="Status">The status of the answer; where a fault kept it from the client, the one that it would have got, 0 if there was none.</param>
/// <param name="Time">When it was answered, by the sandbox's clock.</param>
public sealed record SandboxRequest(string Method, string Target, int Status, DateTimeOffset Time)
{
    /// <summary>The fault that it met; null for none.</summary>
    public SandboxFaultKind? Fault { get; init; }
}
