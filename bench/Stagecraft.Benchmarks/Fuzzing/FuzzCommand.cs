using System.Diagnostics;
using Stagecraft.Fuzzing;
using Stagecraft.Fuzzing.Api;

namespace Stagecraft.Benchmarks.Fuzzing;

/// <summary>Bad input for as long as one likes: <c>fuzz --target config --for 10m</c>.</summary>
internal static class FuzzCommand
{
    private static readonly Dictionary<string, Func<IFuzzTarget>> Targets = new(StringComparer.Ordinal)
    {
        ["config"] = ConfigTarget.Create,
        ["api"] = () => new ApiTarget(),
        ["plan-file"] = PlanFileTarget.Create,
        ["conditions"] = ConditionsTarget.Create,
    };

    /// <summary>0 where every promise was kept, 1 where not, 2 where the arguments are not understood.</summary>
    public static int Run(string[] arguments)
    {
        if (FuzzOptions.Parse(arguments) is not { } options || !(options.Target == "all" || Targets.ContainsKey(options.Target)))
        {
            Console.Error.WriteLine(FuzzOptions.Usage);
            return 2;
        }

        IFuzzTarget[] targets = [.. Targets.Where(t => options.Target == "all" || t.Key == options.Target).Select(t => t.Value())];
        return options.Once ? Once(targets, options.Seed) : Long(targets, options);
    }

    private static int Once(IFuzzTarget[] targets, long seed)
    {
        bool isKept = true;
        foreach (IFuzzTarget target in targets)
        {
            Console.WriteLine($"{target.Name}, seed {seed}");
            string? broken = target.Play(seed, Console.WriteLine);
            Console.WriteLine(broken is null ? "kept" : $"FINDING {broken}");
            isKept &= broken is null;
        }

        return isKept ? 0 : 1;
    }

    private static int Long(IFuzzTarget[] targets, FuzzOptions options)
    {
        using Watchdog watchdog = new();
        int findings = 0;
        foreach (IFuzzTarget target in targets)
        {
            TimeSpan share = options.For / targets.Length;
            long start = Stopwatch.GetTimestamp();
            long cases = 0;
            for (; Stopwatch.GetElapsedTime(start) < share; cases++)
            {
                long seed = options.Seed + cases;
                watchdog.Begin(target.Name, seed);
                if (target.Play(seed) is { } broken)
                {
                    findings++;
                    Console.WriteLine($"FINDING {target.Name}, seed {seed}: {broken.ReplaceLineEndings(" | ")}");
                }
            }

            double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            Console.WriteLine($"{target.Name}: {cases} cases from seed {options.Seed}, {cases / seconds:0} a second");
        }

        return findings == 0 ? 0 : 1;
    }
}
