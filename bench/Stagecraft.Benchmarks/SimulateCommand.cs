using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Stagecraft.Testing.Simulation;

namespace Stagecraft.Benchmarks;

/// <summary>Plays as many stories of the simulation as asked, or one of them step by step.</summary>
internal static class SimulateCommand
{
    private static readonly Option<int> Count = new("--count") { Description = "How many stories.", DefaultValueFactory = _ => 100_000 };
    private static readonly Option<int> First = new("--first") { Description = "The first seed.", DefaultValueFactory = _ => 0 };
    private static readonly Option<int> Threads = new("--threads") { Description = "How many at a time.", DefaultValueFactory = _ => Environment.ProcessorCount };
    private static readonly Option<int?> Seed = new("--seed") { Description = "Replays one story, every request of it." };
    private static readonly Option<bool> Whole = new("--whole") { Description = "With --seed: does not look for a shorter story that breaks too." };

    /// <summary>Exit 1 where a promise was broken.</summary>
    public static int Run(string[] args)
    {
        RootCommand command = new("Plays stories of accounts that meet faults, crashes, several runs at once and people, and checks every promise.")
        {
            Count, First, Threads, Seed, Whole,
        };
        command.SetAction(parsed => parsed.GetValue(Seed) is { } seed
            ? Replay(seed, parsed.GetValue(Whole))
            : Play(parsed.GetValue(First), parsed.GetValue(Count), parsed.GetValue(Threads)));
        return command.Parse(args).Invoke();
    }

    private static int Play(int first, int count, int threads)
    {
        Stopwatch watch = Stopwatch.StartNew();
        long told = 0;
        (StoryCounts counts, IReadOnlyList<StoryResult> broken) = Simulator.Play(first, count, threads, sofar =>
        {
            if (watch.ElapsedMilliseconds - told >= 10_000)
            {
                told = watch.ElapsedMilliseconds;
                Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{sofar.Stories} stories, {sofar.Stories * 1000.0 / told:0} a second"));
            }
        });
        foreach (StoryResult story in broken)
        {
            Console.WriteLine($"seed {story.Seed}: {story.Broken}");
        }

        Console.Write(StoryReport.Of(counts, broken.Count));
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{watch.Elapsed.TotalSeconds:0} s, {counts.Stories / watch.Elapsed.TotalSeconds:0} stories a second"));
        return broken.Count == 0 ? 0 : 1;
    }

    private static int Replay(int seed, bool whole)
    {
        StoryLimits limits = StoryLimits.None;
        if (!whole && Story.Play(seed).Broken is not null)
        {
            limits = StoryShrinker.Shrink(seed);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"the shortest that breaks: {limits.Runs} runs, {limits.Faults} faults, {limits.Acts} acts of people (--whole shows all)"));
        }

        StoryResult story = Story.Play(seed, limits, Console.WriteLine);
        Console.WriteLine(story.Broken is null ? "every promise was kept" : $"broken: {story.Broken}");
        return story.Broken is null ? 0 : 1;
    }
}
