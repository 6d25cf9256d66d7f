using Stagecraft.Config;
using Stagecraft.Events;

namespace Stagecraft.Providers;

/// <summary>The account and the project of a call.</summary>
public record AccountOptions
{
    /// <summary>The provider's section of the config. For a call that concerns the whole account, only the keys of the token are
    /// required.</summary>
    public required ConfigNode Config { get; init; }

    /// <summary>The project's name, or null if none is declared.</summary>
    public string? Project { get; init; }

    /// <summary>Whether a list of environments has their prices (<see cref="AccountEnvironment.Monthly"/>), which takes more requests.
    /// Default: false.</summary>
    public bool WithPrices { get; init; }

    /// <summary>Receives retries and waits for the rate limit; null for none. See <see cref="ApplyOptions.Progress"/>.</summary>
    public IProgress<InfraEvent>? Progress { get; init; }
}
