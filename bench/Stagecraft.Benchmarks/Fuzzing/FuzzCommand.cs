using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Stagecraft.Fuzzing;
using Stagecraft.Fuzzing.Api;

namespace Stagecraft.Benchmarks.Fuzzing;

/// <summary>Bad input for as long as one likes: <c>fuzz --target config --for 10m</c>.</summary>
internal static class FuzzCommand
{
    private const string All = "all";

    private static readonly Dictionary<string, Func<IFuzzTarget>> Targets = new(StringComparer.Ordinal)
    {
        ["config"] = ConfigTarget.Create,
        ["api"] = () => new ApiTarget(),
        ["plan-file"] = PlanFileTarget.Create,
        ["conditions"] = ConditionsTarget.Create,
    };

    private static readonly Option<string> Target = new("--target")
    {
        Description = "The reader of the input.",
        DefaultValueFactory = _ =>
        All
    };
    private static readonly Option<TimeSpan> For = new("--for")
    {
        Description = "The duration, for example 30s, 10m or 8h.",
        DefaultValueFactory = _ => TimeSpan.FromMinutes(1),
        CustomParser = result =>
        {
            if (Duration(result.Tokens[0].Value) is { } duration)
            {
                return duration;
            }

            result.AddError($"'{result.Tokens[0].Value}' is not a duration, for example 30s, 10m or 8h");
            return default;
        },
    };

    private static readonly Option<long?> Seed = new("--seed") { Description = "The first case. Default: random." };
    private static readonly Option<bool> Once = new("--once") { Description = "Runs only this case, with all details." };

    /// <summary>0 if all invariants held; 1 if one was violated or if the arguments are invalid.</summary>
    public static int Run(string[] args)
    {
        Target.AcceptOnlyFromAmong([.. Targets.Keys, All]);
        RootCommand command = new("Runs mutated valid input, and checks the invariants of the readers.") { Target, For, Seed, Once };
        command.SetAction(parsed =>
        {
            string wanted = parsed.GetValue(Target)!;
            IFuzzTarget[] targets = [.. Targets.Where(t => wanted == All || t.Key == wanted).Select(t => t.Value())];
            long seed = parsed.GetValue(Seed) ?? Random.Shared.Next() * 1000L;
            return parsed.GetValue(Once) ? PlayOnce(targets, seed) : Play(targets, seed, parsed.GetValue(For));
        });
        return command.Parse(args).Invoke();
    }

    private static int PlayOnce(IFuzzTarget[] targets, long seed)
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

    private static int Play(IFuzzTarget[] targets, long first, TimeSpan duration)
    {
        using Watchdog watchdog = new();
        int findings = 0;
        foreach (IFuzzTarget target in targets)
        {
            TimeSpan share = duration / targets.Length;
            long start = Stopwatch.GetTimestamp();
            long cases = 0;
            for (; Stopwatch.GetElapsedTime(start) < share; cases++)
            {
                long seed = first + cases;
                watchdog.Begin(target.Name, seed);
                if (target.Play(seed) is { } broken)
                {
                    findings++;
                    Console.WriteLine($"FINDING {target.Name}, seed {seed}: {broken.ReplaceLineEndings(" | ")}");
                }
            }

            double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            Console.WriteLine($"{target.Name}: {cases} cases from seed {first}, {cases / seconds:0} a second");
        }

        return findings == 0 ? 0 : 1;
    }

    private static TimeSpan? Duration(string text) =>
        text.Length > 1 && int.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? text[^1] switch
            {
                's' => TimeSpan.FromSeconds(number),
                'm' => TimeSpan.FromMinutes(number),
                'h' => TimeSpan.FromHours(number),
                _ => null,
            }
            : null;
}
