namespace Stagecraft.Testing.Simulation;

/// <summary>Limits of a scenario: everything beyond a limit is omitted, and everything before it is unchanged.</summary>
/// <param name="Runs">The maximum number of runs.</param>
/// <param name="Faults">The maximum number of faulty requests.</param>
/// <param name="Acts">The maximum number of changes by people.</param>
public sealed record ScenarioLimits(int Runs, int Faults, int Acts)
{
    /// <summary>The whole scenario.</summary>
    public static ScenarioLimits None { get; } = new(int.MaxValue, int.MaxValue, int.MaxValue);
}
