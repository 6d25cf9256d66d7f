using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Stagecraft.Engine.Readiness;
using Stagecraft.Engine.Telemetry;

namespace Stagecraft.Engine;

/// <summary>What an <see cref="EngineProvider"/> uses. Everything that differs between a program and its tests is here.</summary>
public sealed record EngineOptions
{
    /// <summary>The clock that everything waits on. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Probes hosts for readiness. Default: a <see cref="SystemHostProbe"/>.</summary>
    public IHostProbe HostProbe { get; init; } = new SystemHostProbe();

    /// <summary>Where to log to, under the category <see cref="StagecraftTelemetry.LogCategory"/>. Holds no credentials and no user_data.
    /// Default: nowhere.</summary>
    public ILoggerFactory LoggerFactory { get; init; } = NullLoggerFactory.Instance;
}
