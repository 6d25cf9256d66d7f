namespace Stagecraft.Providers;

/// <summary>The hosts to list.</summary>
public sealed record ListOptions : AccountOptions
{
    /// <summary>The environment. It need not be declared: ownership is in the account.</summary>
    public required string Environment { get; init; }
}
