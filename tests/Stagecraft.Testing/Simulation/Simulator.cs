namespace Stagecraft.Testing.Simulation;

/// <summary>Plays many stories, several at a time.</summary>
public static class Simulator
{
    /// <param name="first">The first seed.</param>
    /// <param name="count">How many, one seed after the other.</param>
    /// <param name="threads">How many at a time.</param>
    /// <param name="progress">Called now and then with what was tried so far, by one thread at a time; null for nobody.</param>
    /// <param name="mostBroken">After this many broken stories it ends.</param>
    /// <param name="play">Plays the story of a seed; null for one on the sandbox.</param>
    /// <returns>What was tried, and the broken stories in the order of their seeds.</returns>
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
