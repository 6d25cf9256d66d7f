using Stagecraft.Config;

namespace Stagecraft.Providers;

/// <summary>The hosts to list.</summary>
public sealed record ListOptions
{
    /// <summary>The provider's section of the config.</summary>
    public required ConfigNode Config { get; init; }

    /// <summary>The project's name, or null where none is declared.</summary>
    public string? Project { get; init; }

    /// <summary>The environment. It need not be declared: ownership is in the account.</summary>
    public required string Environment { get; init; }
}
