using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Stagecraft.Testing.Resources;
using Stagecraft.Testing.Rollouts;
using Stagecraft.Testing.Simulation;

namespace Stagecraft.Benchmarks;

/// <summary>Runs scenarios of the simulation, or replays one of them step by step.</summary>
internal static class SimulateCommand
{
    private static readonly Option<int> Count = new("--count")
    {
        Description = "The number of scenarios.",
        DefaultValueFactory = _ => 100_000,
    };
    private static readonly Option<int> First = new("--first") { Description = "The first seed.", DefaultValueFactory = _ => 0 };
    private static readonly Option<int> Threads = new("--threads")
    {
        Description = "The degree of parallelism.",
        DefaultValueFactory = _ =>
        Environment.ProcessorCount
    };
    private static readonly Option<int> Most = new("--most")
    {
        Description = "Stops after this number of failing scenarios.",
        DefaultValueFactory = _ => 3,
    };
    private static readonly Option<int?> Seed = new("--seed") { Description = "Replays one scenario with every request." };
    private static readonly Option<bool> Whole = new("--whole")
    {
        Description = "With --seed: does not reduce the scenario to the shortest one that "
        + "fails."
    };

    private static readonly Option<ScenarioCloud> Cloud = new("--cloud")
    {
        Description = "The cloud: the sandbox, or clouds in memory whose facts the seeds determine.",
        DefaultValueFactory = _ => ScenarioCloud.Sandbox,
    };

    private static readonly Option<bool> Resources = new("--resources")
    {
        Description = "Scenarios with resources other than hosts. Those in memory draw more faults of the cloud.",
    };

    private static readonly Option<bool> Rollouts = new("--rollouts")
    {
        Description = "Scenarios that replace, resize and switch on hosts, in memory.",
    };

    /// <summary>Exits with 1 if an invariant was violated.</summary>
    public static int Run(string[] args)
    {
        RootCommand command = new(
            "Runs scenarios with faults, crashes, concurrent runs and out-of-band changes, and checks every invariant.")
        {
            Count, First, Threads, Most, Seed, Whole, Cloud, Resources, Rollouts,
        };
        command.SetAction(parsed => parsed.GetValue(Rollouts)
            ? PlayEach(
                parsed.GetValue(Seed) is null ? RolloutScenario.Play : seed => RolloutScenario.Play(seed, Console.WriteLine),
                parsed.GetValue(Seed) ?? parsed.GetValue(First),
                parsed.GetValue(Seed) is null ? parsed.GetValue(Count) : 1)
            : parsed.GetValue(Resources)
            ? PlayEach(
                parsed.GetValue(Cloud) == ScenarioCloud.Sandbox ? SandboxScenario.Play : ResourceScenario.Play,
                parsed.GetValue(Seed) ?? parsed.GetValue(First),
                parsed.GetValue(Seed) is null ? parsed.GetValue(Count) : 1)
            : parsed.GetValue(Seed) is { } seed
            ? Replay(seed, parsed.GetValue(Whole), parsed.GetValue(Cloud))
            : Play(
                parsed.GetValue(First),
                parsed.GetValue(Count),
                parsed.GetValue(Threads),
                parsed.GetValue(Most),
                parsed.GetValue(Cloud)));
        return command.Parse(args).Invoke();
    }

    private static int Play(int first, int count, int threads, int most, ScenarioCloud cloud)
    {
        Stopwatch watch = Stopwatch.StartNew();
        long reported = 0;
        (ScenarioCounts counts, IReadOnlyList<ScenarioResult> broken) = Simulator.Play(first, count, cloud, threads, sofar =>
        {
            if (watch.ElapsedMilliseconds - reported >= 10_000)
            {
                reported = watch.ElapsedMilliseconds;
                Console.Error.WriteLine(
                    string.Create(
                        CultureInfo.InvariantCulture, $"{sofar.Scenarios} scenarios, {sofar.Scenarios * 1000.0 / reported:0} per second"));
            }
        }, most);
        foreach (ScenarioResult scenario in broken)
        {
            Console.WriteLine($"seed {scenario.Seed}: {scenario.Broken!.Split('\n')[0]}");
        }

        Console.Write(ScenarioReport.Of(counts, broken.Count));
        Console.Error.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{watch.Elapsed.TotalSeconds:0} s, {counts.Scenarios / watch.Elapsed.TotalSeconds:0} scenarios per second"));
        return broken.Count == 0 ? 0 : 1;
    }

    private static int PlayEach(Func<int, IReadOnlyList<string>> play, int first, int count)
    {
        for (int seed = first; seed < first + count; seed++)
        {
            if (play(seed) is { Count: > 0 } broken)
            {
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"seed {seed}: {broken[0]}"));
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{seed - first + 1} scenarios"));
                return 1;
            }
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count} scenarios, all invariants held"));
        return 0;
    }

    private static int Replay(int seed, bool whole, ScenarioCloud cloud)
    {
        ScenarioLimits limits = ScenarioLimits.None;
        if (!whole && Scenario.Play(seed, cloud).Broken is not null)
        {
            limits = ScenarioShrinker.Shrink(seed, cloud);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"the shortest that fails: {limits.Runs} runs, {limits.Faults} faults, {limits.Acts} changes by people "
                    + $"(--whole shows all)"));
        }

        ScenarioResult scenario = Scenario.Play(seed, cloud, limits, Console.WriteLine);
        Console.WriteLine(scenario.Broken is null ? "all invariants held" : $"broken: {scenario.Broken}");
        return scenario.Broken is null ? 0 : 1;
    }
}
