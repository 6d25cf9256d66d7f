namespace Stagecraft.Providers;

/// <summary>An environment that was found in the account.</summary>
/// <param name="Project">The project that its machines are tagged with, or null without a tag.</param>
/// <param name="Environment">Its name; null for machines of Stagecraft with unclear tags.</param>
/// <param name="IsDeclared">Whether the config declares it.</param>
/// <param name="Hosts">Its hosts, sorted by name, then id; at least one.</param>
public sealed record AccountEnvironment(string? Project, string? Environment, bool IsDeclared, IReadOnlyList<HostStatus> Hosts)
{
    /// <summary>The list price of its machines per month; null if it is unknown or was not requested.</summary>
    public decimal? Monthly { get; init; }
}
