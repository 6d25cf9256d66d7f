using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Stagecraft.Engine.Readiness;

namespace Stagecraft.Aws;

/// <summary>The dependencies of an <see cref="AwsProvider"/>; a test replaces them.</summary>
public sealed record AwsProviderOptions
{
    /// <summary>Reads an environment variable; null if it is not set. The variables of AWS name the credentials, the profile and the
    /// addresses of the services.</summary>
    public required Func<string, string?> GetEnvironmentVariable { get; init; }

    /// <summary>The address of all services, instead of the variables that name addresses. Default: null, those of AWS. Plain HTTP is
    /// accepted for loopback addresses only; with a loopback address, the <c>profile</c> of the config is ignored.</summary>
    public Uri? Endpoint { get; init; }

    /// <summary>Sends the requests. The provider does not dispose it. Default: null, a handler that does not follow redirects and has no
    /// cookies.</summary>
    public HttpMessageHandler? Handler { get; init; }

    /// <summary>Probes the readiness of hosts for which the config requires it. Default: a <see cref="SystemHostProbe"/>.</summary>
    public IHostProbe HostProbe { get; init; } = new SystemHostProbe();

    /// <summary>The clock of all waits. Default: the system clock.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>The jitter of retries. Default: a new generator; a seeded one makes runs reproducible.</summary>
    public Random Random { get; init; } = new();

    /// <summary>Creates the logger, with the category <see cref="Stagecraft.Engine.Telemetry.StagecraftTelemetry.LogCategory"/>. The log
    /// never contains credentials or user_data. Default: no log.</summary>
    public ILoggerFactory LoggerFactory { get; init; } = NullLoggerFactory.Instance;
}
