using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Stagecraft.Testing.MemorySimulation;
using Stagecraft.Testing.Simulation;

namespace Stagecraft.Benchmarks;

/// <summary>Plays as many stories of the simulation as asked, or one of them step by step.</summary>
internal static class SimulateCommand
{
    private const string Memory = "memory";

    private static readonly Option<int> Count = new("--count") { Description = "How many stories.", DefaultValueFactory = _ => 100_000 };
    private static readonly Option<int> First = new("--first") { Description = "The first seed.", DefaultValueFactory = _ => 0 };
    private static readonly Option<int> Threads = new("--threads")
    {
        Description = "How many at a time.",
        DefaultValueFactory = _ =>
        Environment.ProcessorCount
    };
    private static readonly Option<int> Most = new("--most")
    {
        Description = "Ends after this many broken stories.",
        DefaultValueFactory = _ => 3,
    };
    private static readonly Option<int?> Seed = new("--seed") { Description = "Replays one story, every request of it." };
    private static readonly Option<bool> Whole = new("--whole")
    {
        Description = "With --seed: does not look for a shorter story that "
        + "breaks too."
    };

    private static readonly Option<string> Cloud = CloudOption();

    /// <summary>Exit 1 where a promise was broken.</summary>
    public static int Run(string[] args)
    {
        RootCommand command = new(
            "Plays stories of accounts that meet faults, crashes, several runs at once and people, and checks every promise.")
        {
            Count, First, Threads, Most, Seed, Whole, Cloud,
        };
        command.SetAction(parsed => parsed.GetValue(Seed) is { } seed
            ? Replay(seed, parsed.GetValue(Whole), parsed.GetValue(Cloud) == Memory)
            : Play(
                parsed.GetValue(First),
                parsed.GetValue(Count),
                parsed.GetValue(Threads),
                parsed.GetValue(Most),
                parsed.GetValue(Cloud) == Memory));
        return command.Parse(args).Invoke();
    }

    private static Option<string> CloudOption()
    {
        Option<string> option = new("--cloud")
        {
            Description = "The cloud: the sandbox, or clouds in memory whose facts the seeds "
            + "determine.",
            DefaultValueFactory = _ => "sandbox"
        };
        option.AcceptOnlyFromAmong(Memory, "sandbox");
        return option;
    }

    private static int Play(int first, int count, int threads, int most, bool isInMemory)
    {
        Stopwatch watch = Stopwatch.StartNew();
        long told = 0;
        (StoryCounts counts, IReadOnlyList<StoryResult> broken) = Simulator.Play(first, count, threads, sofar =>
        {
            if (watch.ElapsedMilliseconds - told >= 10_000)
            {
                told = watch.ElapsedMilliseconds;
                Console.Error.WriteLine(
                    string.Create(CultureInfo.InvariantCulture, $"{sofar.Stories} stories, {sofar.Stories * 1000.0 / told:0} a second"));
            }
        }, most, isInMemory ? seed => MemoryStory.Play(seed) : null);
        foreach (StoryResult story in broken)
        {
            Console.WriteLine($"seed {story.Seed}: {story.Broken!.Split('\n')[0]}");
        }

        Console.Write(isInMemory ? MemoryReport.Of(counts, broken.Count) : StoryReport.Of(counts, broken.Count));
        Console.Error.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{watch.Elapsed.TotalSeconds:0} s, {counts.Stories / watch.Elapsed.TotalSeconds:0} stories a second"));
        return broken.Count == 0 ? 0 : 1;
    }

    private static int Replay(int seed, bool whole, bool isInMemory)
    {
        StoryResult Play(StoryLimits part, Action<string>? listener) =>
            isInMemory ? MemoryStory.Play(seed, part, listener) : Story.Play(seed, part, listener);
        StoryLimits limits = StoryLimits.None;
        if (!whole && Play(limits, null).Broken is not null)
        {
            limits = StoryShrinker.Shrink(seed, (_, part) => Play(part, null));
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"the shortest that breaks: {limits.Runs} runs, {limits.Faults} faults, {limits.Acts} acts of people (--whole shows all)"));
        }

        StoryResult story = Play(limits, Console.WriteLine);
        Console.WriteLine(story.Broken is null ? "every promise was kept" : $"broken: {story.Broken}");
        return story.Broken is null ? 0 : 1;
    }
}
