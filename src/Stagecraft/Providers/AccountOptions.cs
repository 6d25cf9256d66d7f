using Stagecraft.Config;
using Stagecraft.Events;

namespace Stagecraft.Providers;

/// <summary>Which account to look at, and from whose side.</summary>
public sealed record AccountOptions
{
    /// <summary>The provider's section of the config. Only what names the token has to be in it.</summary>
    public required ConfigNode Config { get; init; }

    /// <summary>The project's name, or null where none is declared.</summary>
    public string? Project { get; init; }

    /// <summary>Told of retries and waits for the rate limit; null tells nobody. See <see cref="ApplyOptions.Progress"/> for how it is called.</summary>
    public IProgress<InfraEvent>? Progress { get; init; }
}
