using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Stagecraft.Engine.Readiness;

namespace Stagecraft.DigitalOcean;

/// <summary>The dependencies of a <see cref="DigitalOceanProvider"/>; a test replaces them.</summary>
public sealed record DigitalOceanProviderOptions
{
    /// <summary>Reads an environment variable; null if it is not set. The config names the variables with the API token
    /// and with the webhook URLs of alerts.</summary>
    public required Func<string, string?> GetEnvironmentVariable { get; init; }

    /// <summary>The API token instead of the variable that the config names. Default: null.</summary>
    internal string? Token { get; init; }

    /// <summary>The address of the API. Default: <c>https://api.digitalocean.com</c>. Plain HTTP is accepted for loopback addresses
    /// only.</summary>
    public Uri ApiUrl { get; init; } = new("https://api.digitalocean.com");

    /// <summary>Sends the requests. The provider does not dispose it. Default: null, a handler that does not follow redirects and has no
    /// cookies.</summary>
    public HttpMessageHandler? Handler { get; init; }

    /// <summary>Returns the handler for one call of the provider if <see cref="Handler"/> is null, for example of an
    /// <c>IHttpMessageHandlerFactory</c>, which rotates handlers. The provider does not dispose it. Called on any thread. Default:
    /// null.</summary>
    public Func<HttpMessageHandler>? CreateHandler { get; init; }

    /// <summary>Probes the readiness of hosts for which the config requires it. Default: a <see cref="SystemHostProbe"/>.</summary>
    public IHostProbe HostProbe { get; init; } = new SystemHostProbe();

    /// <summary>The clock of all waits. Default: the system clock.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>The jitter of retries. Default: a new generator; a seeded one makes runs reproducible.</summary>
    public Random Random { get; init; } = new();

    /// <summary>Creates the logger, with the category <see cref="Stagecraft.Engine.Telemetry.StagecraftTelemetry.LogCategory"/>. The log
    /// never contains a token or user_data. Default: no log.</summary>
    public ILoggerFactory LoggerFactory { get; init; } = NullLoggerFactory.Instance;
}
