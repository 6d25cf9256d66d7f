using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Stagecraft.Engine.Readiness;

namespace Stagecraft.DigitalOcean;

/// <summary>What a <see cref="DigitalOceanProvider"/> is made of. Everything that differs between a program and its tests is here.</summary>
public sealed record DigitalOceanProviderOptions
{
    /// <summary>Reads an environment variable; null where it is not set. The config names the variable that holds the API token.</summary>
    public required Func<string, string?> GetEnvironmentVariable { get; init; }

    /// <summary>The API's address. Default: <c>https://api.digitalocean.com</c>. Plain HTTP is accepted for loopback addresses only.</summary>
    public Uri ApiUrl { get; init; } = new("https://api.digitalocean.com");

    /// <summary>Sends the requests; not disposed by the provider. Null, the default, makes one that follows no redirects and keeps no cookies.</summary>
    public HttpMessageHandler? Handler { get; init; }

    /// <summary>Gives the handler for one call of the provider, where <see cref="Handler"/> is null; it is not disposed by the provider. For handlers that
    /// rotate, like those of an <c>IHttpMessageHandlerFactory</c>. Called on any thread. Default: null.</summary>
    public Func<HttpMessageHandler>? CreateHandler { get; init; }

    /// <summary>Asks hosts whether they are ready, where the config says to wait for that. Default: a <see cref="SystemHostProbe"/>.</summary>
    public IHostProbe HostProbe { get; init; } = new SystemHostProbe();

    /// <summary>The clock that everything waits on. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Spreads retries. Default: a new generator; give a seeded one for runs that can be repeated.</summary>
    public Random Random { get; init; } = new();

    /// <summary>Where to log to, under the category <see cref="Stagecraft.Engine.Telemetry.StagecraftTelemetry.LogCategory"/>. No token and no user_data is ever in it. Default: nowhere.</summary>
    public ILoggerFactory LoggerFactory { get; init; } = NullLoggerFactory.Instance;
}
