using System.Collections.Concurrent;
using Stagecraft.Aws.Api.Signing;
using Stagecraft.Engine.Telemetry;
using Stagecraft.Events;

namespace Stagecraft.Aws.Api.Client;

/// <summary>The dependencies of an <see cref="AwsClient"/>.</summary>
internal sealed record AwsClientOptions
{
    /// <summary>The region of the requests that concern the account.</summary>
    public required string HomeRegion { get; init; }

    public required AwsEndpoints Endpoints { get; init; }

    public required AwsSession Session { get; init; }

    /// <summary>Shared by all clients of an account.</summary>
    public required RateGovernor Governor { get; init; }

    /// <summary>The region of each instance that was read or created, by id. Shared by the clients of a plan and its apply.</summary>
    public ConcurrentDictionary<string, string> RegionsOfInstances { get; init; } = new(StringComparer.Ordinal);

    /// <summary>The clock of all waits.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>Jitter of retries. It can be shared: it is locked while it is used.</summary>
    public required Random Random { get; init; }

    /// <summary>It sends the requests and is not disposed. Default: null, one per address.</summary>
    public HttpMessageHandler? Handler { get; init; }

    /// <summary>Receives retries and waits, on any thread.</summary>
    public IProgress<InfraEvent>? Progress { get; init; }

    /// <summary>Whether changes of resources of EC2 are dry runs. Default: false.</summary>
    public bool IsDryRun { get; init; }

    /// <summary>Receives each attempt.</summary>
    public ProviderLog? Log { get; init; }
}
