using Stagecraft.Aws.Api.Client;

namespace Stagecraft.Aws.Api.Credentials;

/// <summary>The dependencies of a <see cref="CredentialChain"/>.</summary>
internal sealed record CredentialOptions
{
    /// <summary>Reads an environment variable.</summary>
    public required Func<string, string?> Variable { get; init; }

    /// <summary>The profile that the config names; null to use the whole chain.</summary>
    public string? Profile { get; init; }

    /// <summary>The region of the requests for temporary keys.</summary>
    public required string Region { get; init; }

    public required AwsEndpoints Endpoints { get; init; }

    public required RateGovernor Governor { get; init; }

    public required TimeProvider Time { get; init; }

    public required Random Random { get; init; }

    /// <summary>It sends the requests and is not disposed. Default: null, one per request.</summary>
    public HttpMessageHandler? Handler { get; init; }
}
