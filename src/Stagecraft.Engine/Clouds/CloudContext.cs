using Stagecraft.Engine.Telemetry;

namespace Stagecraft.Engine.Clouds;

/// <summary>What the engine passes to a connection.</summary>
/// <param name="TimeProvider">The clock that everything waits on.</param>
/// <param name="Progress">Receives retries and waits for the rate limit; null if no one listens.</param>
public sealed record CloudContext(TimeProvider TimeProvider, IProgress<InfraEvent>? Progress)
{
    /// <summary>The environment that is compared with the account; null if no environment is. Default: null.</summary>
    public string? Environment { get; init; }

    /// <summary>The declared hosts of the environment that is compared with the account; empty if none are. Default: none.</summary>
    public IReadOnlyList<DeclaredHost> Hosts { get; init; } = [];

    internal ProviderLog? Log { get; init; }
}
