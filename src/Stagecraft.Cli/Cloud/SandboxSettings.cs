using System.Net;

namespace Stagecraft.Cli.Cloud;

/// <summary>The settings of a sandbox from the command line; null for the sandbox's own default.</summary>
internal sealed record SandboxSettings
{
    /// <summary>The state file; its directory is created.</summary>
    internal required Func<string> StateFile { get; init; }

    internal required TimeProvider TimeProvider { get; init; }

    /// <summary>The file of faults and durations; null without one.</summary>
    internal string? Faults { get; init; }

    internal TimeSpan? Boot { get; init; }

    internal bool? RateLimit { get; init; }

    /// <summary>The maximum number of machines of the account.</summary>
    internal int? MachineLimit { get; init; }

    /// <summary>The port; 0 for a free one.</summary>
    internal int Port { get; init; }

    internal IPAddress Listen { get; init; } = IPAddress.Loopback;

    internal bool AllowRemote { get; init; }

    internal bool Control { get; init; }

    /// <summary>Called after each request, on the thread that handles it.</summary>
    internal Action<SandboxLogLine>? Log { get; init; }
}
