using CsCheck;
using Stagecraft.DigitalOcean.Api;

namespace Stagecraft.Testing.Simulation;

/// <summary>Reduces a failing scenario to fewer runs, faults and changes that still fail.</summary>
public static class StoryShrinker
{
    private const int Tries = 300;

    /// <param name="seed">The seed of a failing scenario.</param>
    /// <param name="play">Runs a part of the scenario of a seed; null for the sandbox.</param>
    /// <returns>The smallest part found to fail, or the whole scenario.</returns>
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
