using Stagecraft.Aws.Sandbox.Protocol;

namespace Stagecraft.Aws.Sandbox;

/// <summary>A request that the sandbox handled. It has no headers and no parameters, so neither credentials nor user data.</summary>
/// <param name="Region">The region of the credential scope; empty for a request that is not signed.</param>
/// <param name="Action">The action; empty if the request names none.</param>
/// <param name="Status">The status of the response. If a fault withheld the response: the status it had, or 0 for none.</param>
/// <param name="Time">The time of the response, by the clock of the sandbox.</param>
public sealed record AwsSandboxRequest(string Region, string Action, int Status, DateTimeOffset Time)
{
    /// <summary>Whether the action only reads: its name begins with <c>Describe</c>, <c>Get</c> or <c>List</c>.</summary>
    public bool IsRead => ActionNames.IsRead(Action);

    /// <summary>The fault that hit the request; null for none.</summary>
    public SandboxFaultKind? Fault { get; init; }

    /// <summary>The entry of the shared request log: its target is the region and the action.</summary>
    internal static AwsSandboxRequest Of(SandboxRequest entry)
    {
        string[] target = entry.Target.Split(' ', 2);
        return new AwsSandboxRequest(target[0] == "-" ? "" : target[0], target[1], entry.Status, entry.Time) { Fault = entry.Fault };
    }
}
