using Stagecraft.Config;

namespace Stagecraft.Providers;

/// <summary>Which account to look at, and from whose side.</summary>
public sealed record AccountOptions
{
    /// <summary>The provider's section of the config. Only what names the token has to be in it.</summary>
    public required ConfigNode Config { get; init; }

    /// <summary>The project's name, or null where none is declared.</summary>
    public string? Project { get; init; }
}
