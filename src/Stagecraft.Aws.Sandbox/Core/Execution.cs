using Stagecraft.Aws.Sandbox.State;

namespace Stagecraft.Aws.Sandbox.Core;

/// <summary>The circumstances under which a request is executed.</summary>
internal sealed record Execution
{
    public required AccountState Account { get; init; }

    public required AwsSandboxConditions Conditions { get; init; }

    public required DateTimeOffset Now { get; init; }

    public required string RequestId { get; init; }

    /// <summary>How long the response is delayed by a fault.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>The number of entries of a page that a fault shortens; null for none.</summary>
    public int? PageLimit { get; init; }

    /// <summary>The fault of a new instance, by its name; null for none.</summary>
    public Func<string, SandboxFaultKind?> FaultOf { get; init; } = static _ => null;
}
