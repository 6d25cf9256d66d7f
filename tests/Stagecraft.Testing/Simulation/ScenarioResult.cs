namespace Stagecraft.Testing.Simulation;

/// <summary>The result of a scenario.</summary>
/// <param name="Seed">The seed that reproduces it.</param>
/// <param name="Broken">The first violated invariant, or null.</param>
/// <param name="Log">What happened, one line per entry, with the virtual time.</param>
/// <param name="Counts">What the scenario covered.</param>
public sealed record ScenarioResult(int Seed, string? Broken, IReadOnlyList<string> Log, ScenarioCounts Counts);
