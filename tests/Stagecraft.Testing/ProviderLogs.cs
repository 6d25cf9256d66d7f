using Stagecraft.Engine.Telemetry;
using Stagecraft.Events;

namespace Stagecraft.Testing;

/// <summary>The log of the DigitalOcean provider.</summary>
public static class ProviderLogs
{
    /// <summary>The log lines of one event.</summary>
    public static IReadOnlyList<LogLine> Of(InfraEvent happened)
    {
        using LogLines lines = new LogLines();
        ProviderLog.Of(lines).Event(happened);
        return lines.All;
    }
}
