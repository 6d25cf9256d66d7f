using CsCheck;
using Stagecraft.DigitalOcean.Api;

namespace Stagecraft.Testing.Simulation;

/// <summary>Finds how little of a broken story still breaks: fewer runs, faults and acts.</summary>
public static class StoryShrinker
{
    private const int Tries = 300;

    /// <param name="seed">A story that breaks.</param>
    /// <param name="play">Plays a part of the story of a seed; null for one on the sandbox.</param>
    /// <returns>The smallest part of it that was found to break; the whole where no smaller one does.</returns>
    public static StoryLimits Shrink(int seed, Func<int, StoryLimits, StoryResult>? play = null)
    {
        play ??= (story, part) => Story.Play(story, part);
        StoryCounts whole = play(seed, StoryLimits.None).Counts;
        StoryLimits smallest = new(whole.Runs, whole.FaultsInAll, whole.Acts);
        Gen<StoryLimits> parts =
            from runs in Gen.Int[1, smallest.Runs]
            from faults in Gen.Int[0, smallest.Faults]
            from acts in Gen.Int[0, smallest.Acts]
            select new StoryLimits(runs, faults, acts);
        try
        {
            // One at a time: what was found last is then the smallest.
            parts.Sample(
                part =>
                {
                    if (play(seed, part).Broken is not null)
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
            // It breaks, as was to be expected: the parts that did are known.
        }

        return smallest;
    }

    private static int Size(StoryLimits limits) => limits.Runs + limits.Faults + limits.Acts;
}
