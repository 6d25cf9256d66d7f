using CsCheck;

namespace Stagecraft.Testing.Simulation;

/// <summary>Reduces a failing scenario to fewer runs, faults and changes that still fail.</summary>
public static class ScenarioShrinker
{
    private const int Tries = 300;

    /// <param name="seed">The seed of a failing scenario.</param>
    /// <param name="cloud">Its cloud.</param>
    /// <returns>The smallest part found to fail, or the whole scenario.</returns>
    public static ScenarioLimits Shrink(int seed, ScenarioCloud cloud)
    {
        ScenarioCounts whole = Scenario.Play(seed, cloud).Counts;
        ScenarioLimits smallest = new(whole.Runs, whole.FaultsInAll, whole.Acts);
        Gen<ScenarioLimits> parts =
            from runs in Gen.Int[1, smallest.Runs]
            from faults in Gen.Int[0, smallest.Faults]
            from acts in Gen.Int[0, smallest.Acts]
            select new ScenarioLimits(runs, faults, acts);
        try
        {
            // On one thread: the part found last is then the smallest.
            parts.Sample(
                part =>
                {
                    if (Scenario.Play(seed, cloud, part).Broken is not null)
                    {
                        smallest = Size(part) < Size(smallest) ? part : smallest;
                        return false;
                    }

                    return true;
                },
                iter: Tries,
                threads: 1);
        }
        catch (CsCheckException)
        {
            // Expected: the parts that fail are known.
        }

        return smallest;
    }

    private static int Size(ScenarioLimits limits) => limits.Runs + limits.Faults + limits.Acts;
}
