namespace Stagecraft.Providers;

/// <summary>An environment that was found in the account.</summary>
/// <param name="Project">The project that its machines are tagged with, or null where they are tagged with none.</param>
/// <param name="Environment">Its name; null for machines of Stagecraft whose tags do not tell one project and environment.</param>
/// <param name="IsDeclared">Whether the config declares it.</param>
/// <param name="Hosts">Its hosts, sorted by name, then id; at least one.</param>
public sealed record AccountEnvironment(string? Project, string? Environment, bool IsDeclared, IReadOnlyList<HostStatus> Hosts);
