using System.Globalization;

namespace Stagecraft.Benchmarks.Fuzzing;

/// <summary>What <c>fuzz</c> is to do.</summary>
internal sealed record FuzzOptions
{
    public const string Usage = "usage: fuzz [--target config|plan-file|api|conditions|all] [--for 10m] [--seed N] [--once]";

    public string Target { get; private init; } = "all";

    public TimeSpan For { get; private init; } = TimeSpan.FromMinutes(1);

    /// <summary>The first case; without one, another each time.</summary>
    public long Seed { get; private init; } = Random.Shared.Next() * 1000L;

    /// <summary>Whether that case alone is played, with all details.</summary>
    public bool Once { get; private init; }

    /// <summary>Null where the arguments are not understood.</summary>
    public static FuzzOptions? Parse(ReadOnlySpan<string> arguments)
    {
        FuzzOptions options = new();
        while (!arguments.IsEmpty)
        {
            switch (arguments)
            {
                case ["--target", { } target, ..]:
                    options = options with { Target = target };
                    break;
                case ["--for", { } text, ..] when Duration(text) is { } duration:
                    options = options with { For = duration };
                    break;
                case ["--seed", { } text, ..] when long.TryParse(text, CultureInfo.InvariantCulture, out long seed):
                    options = options with { Seed = seed };
                    break;
                case ["--once", ..]:
                    options = options with { Once = true };
                    arguments = arguments[1..];
                    continue;
                default:
                    return null;
            }

            arguments = arguments[2..];
        }

        return options;
    }

    private static TimeSpan? Duration(string text) =>
        text.Length > 1 && double.TryParse(text[..^1], CultureInfo.InvariantCulture, out double number)
            ? text[^1] switch
            {
                's' => TimeSpan.FromSeconds(number),
                'm' => TimeSpan.FromMinutes(number),
                'h' => TimeSpan.FromHours(number),
                _ => null,
            }
            : null;
}
