namespace Stagecraft.Aws.Sandbox;

/// <summary>A request that the sandbox handled. It has no headers and no parameters, so neither credentials nor user data.</summary>
/// <param name="Region">The region of the credential scope; empty for a request that is not signed.</param>
/// <param name="Action">The action; empty if the request names none.</param>
/// <param name="Status">The status of the response.</param>
/// <param name="Time">The time of the response, by the clock of the sandbox.</param>
public sealed record AwsSandboxRequest(string Region, string Action, int Status, DateTimeOffset Time)
{
    /// <summary>Whether the action only reads: its name begins with <c>Describe</c>, <c>Get</c> or <c>List</c>.</summary>
    public bool IsRead => Action.StartsWith("Describe", StringComparison.Ordinal)
        || Action.StartsWith("Get", StringComparison.Ordinal) || Action.StartsWith("List", StringComparison.Ordinal);
}
