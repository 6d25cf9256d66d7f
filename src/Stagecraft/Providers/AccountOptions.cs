using Stagecraft.Config;
using Stagecraft.Events;

namespace Stagecraft.Providers;

/// <summary>The account to read, and the project.</summary>
public sealed record AccountOptions
{
    /// <summary>The provider's section of the config. Only the keys of the token are required.</summary>
    public required ConfigNode Config { get; init; }

    /// <summary>The project's name, or null if none is declared.</summary>
    public string? Project { get; init; }

    /// <summary>Whether a list of environments has their prices (<see cref="AccountEnvironment.Monthly"/>), which takes more requests.
    /// Default: false.</summary>
    public bool WithPrices { get; init; }

    /// <summary>Receives retries and waits for the rate limit; null for none. See <see cref="ApplyOptions.Progress"/>.</summary>
    public IProgress<InfraEvent>? Progress { get; init; }
}
