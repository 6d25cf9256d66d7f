using System.Text.Json;
using Stagecraft.Aws.Sandbox.Protocol;
using Stagecraft.Aws.Sandbox.State;

namespace Stagecraft.Aws.Sandbox.Core;

/// <summary>A request, as the handler of its action receives it.</summary>
internal sealed record ApiCall
{
    public required ApiAction Action { get; init; }

    /// <summary>The parameters of the query protocol; none for a JSON service.</summary>
    public required Parameters Parameters { get; init; }

    /// <summary>The body of a request to a JSON service.</summary>
    public JsonElement Json { get; init; }

    public required AccountState Account { get; init; }

    /// <summary>The region of the credential scope.</summary>
    public required RegionState Region { get; init; }

    public required AwsSandboxConditions Conditions { get; init; }

    public required AwsSandboxOptions Options { get; init; }

    public required DateTimeOffset Now { get; init; }

    public required string AccessKey { get; init; }

    public required string RequestId { get; init; }

    /// <summary>How long the response is delayed by a fault: until then the request is in flight.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>The number of entries of a page that a fault shortens; null for none.</summary>
    public int? PageLimit { get; init; }

    /// <summary>The fault of a new instance, by its name; null for none.</summary>
    public required Func<string, SandboxFaultKind?> FaultOf { get; init; }

    /// <summary>Ends a dry run. The handler calls it after its checks and before its changes.</summary>
    public void EndDryRun()
    {
        if (Parameters.Bool("DryRun") == true)
        {
            throw AwsError.DryRun();
        }
    }
}
