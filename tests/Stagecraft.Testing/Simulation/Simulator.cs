namespace Stagecraft.Testing.Simulation;

/// <summary>Runs many scenarios in parallel.</summary>
public static class Simulator
{
    /// <param name="first">The first seed.</param>
    /// <param name="count">The number of consecutive seeds.</param>
    /// <param name="threads">The degree of parallelism.</param>
    /// <param name="progress">Called occasionally with the totals so far, by one thread at a time; or null.</param>
    /// <param name="mostBroken">The number of failing scenarios after which it ends.</param>
    /// <param name="play">Runs the scenario of a seed; null for the sandbox.</param>
    /// <returns>The totals, and the failing scenarios in the order of their seeds.</returns>
    public static (StoryCounts Counts, IReadOnlyList<StoryResult> Broken) Play(
        int first,
        int count,
        int threads,
        Action<StoryCounts>? progress = null,
        int mostBroken = 3,
        Func<int, StoryResult>? play = null)
    {
        Lock gate = new();
        StoryCounts counts = new();
        SortedList<int, StoryResult> broken = [];
        Parallel.For(first, first + count, new ParallelOptions { MaxDegreeOfParallelism = threads }, (seed, state) =>
        {
            StoryResult result = play is null ? Story.Play(seed) : play(seed);
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
