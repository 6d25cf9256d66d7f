namespace Stagecraft.Testing.Simulation;

/// <summary>Runs many scenarios in parallel.</summary>
public static class Simulator
{
    /// <param name="first">The first seed.</param>
    /// <param name="count">The number of consecutive seeds.</param>
    /// <param name="cloud">The cloud.</param>
    /// <param name="threads">The degree of parallelism; null for one per core.</param>
    /// <param name="progress">Called occasionally with the totals so far, by one thread at a time; or null.</param>
    /// <param name="mostBroken">The number of failing scenarios after which it ends.</param>
    /// <returns>The totals, and the failing scenarios in the order of their seeds.</returns>
    public static (ScenarioCounts Counts, IReadOnlyList<ScenarioResult> Broken) Play(
        int first,
        int count,
        ScenarioCloud cloud = ScenarioCloud.Sandbox,
        int? threads = null,
        Action<ScenarioCounts>? progress = null,
        int mostBroken = 3)
    {
        Lock gate = new();
        ScenarioCounts counts = new();
        SortedList<int, ScenarioResult> broken = [];
        ParallelOptions options = new() { MaxDegreeOfParallelism = threads ?? Environment.ProcessorCount };
        Parallel.For(first, first + count, options, (seed, state) =>
        {
            ScenarioResult result = Scenario.Play(seed, cloud);
            lock (gate)
            {
                counts.Add(result.Counts);
                if (result.Broken is not null)
                {
                    broken.Add(seed, result);
                }

                if (broken.Count >= mostBroken)
                {
                    state.Stop();
                }

                progress?.Invoke(counts);
            }
        });
        return (counts, [.. broken.Values]);
    }
}
