namespace Stagecraft.Testing.Simulation;

/// <summary>How much of a story is played: what comes after is left out, and all that came before stays as it was.</summary>
/// <param name="Runs">How many runs there are at most.</param>
/// <param name="Faults">How many requests go wrong at most.</param>
/// <param name="Acts">How often people act at most.</param>
public sealed record StoryLimits(int Runs, int Faults, int Acts)
{
    /// <summary>The whole story.</summary>
    public static StoryLimits None { get; } = new(int.MaxValue, int.MaxValue, int.MaxValue);
}
