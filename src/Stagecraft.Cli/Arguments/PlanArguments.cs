using System.Globalization;
using Stagecraft.Cli.Errors;

namespace Stagecraft.Cli.Arguments;

/// <summary>The validated options of <c>infra plan</c>.</summary>
internal sealed record PlanArguments(bool DetailedExitCode, string? Out, ChoiceArguments Choice)
{
    /// <summary>The maximum price per month; null for the budget of the file.</summary>
    internal decimal? MaxMonthly { get; private init; }

    /// <exception cref="UsageException">Options contradict each other, or a value is invalid.</exception>
    internal static PlanArguments From(ParseResult parsed, PlanOptionSet options) => new(
        parsed.GetValue(options.DetailedExitCode),
        GlobalArguments.NotEmpty(parsed, options.Out),
        ChoiceArguments.From(parsed, options.Target, options.Replace))
    {
        MaxMonthly = Amount(parsed.GetValue(options.MaxMonthly)),
    };

    /// <summary>The value of <c>--max-monthly</c>.</summary>
    /// <exception cref="UsageException">It is not an amount.</exception>
    internal static decimal? Amount(string? value) => value is null
        ? null
        : decimal.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal amount)
            ? amount
            : throw new UsageException(
                $"invalid value '{value}' for --max-monthly", "expected an amount of 0 or more, for example 200 or 49.50");
}
