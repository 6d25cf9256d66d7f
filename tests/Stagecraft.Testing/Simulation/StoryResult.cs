namespace Stagecraft.Testing.Simulation;

/// <summary>How a story ended.</summary>
/// <param name="Seed">Tells it again.</param>
/// <param name="Broken">The first promise that was not kept; null where all were.</param>
/// <param name="Told">What happened, a line each, with the virtual time.</param>
/// <param name="Counts">What was tried.</param>
public sealed record StoryResult(int Seed, string? Broken, IReadOnlyList<string> Told, StoryCounts Counts);
