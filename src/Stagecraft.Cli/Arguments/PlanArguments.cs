using Stagecraft.Cli.Errors;

namespace Stagecraft.Cli.Arguments;

/// <summary>The validated options of <c>infra plan</c>.</summary>
/// <param name="MaxMonthly">The maximum price per month; null for the budget of the file.</param>
/// <param name="MaxUnavailable">How many hosts of a role are changed at the same time; null for the number of the file.</param>
internal sealed record PlanArguments(
    bool DetailedExitCode, string? Out, ChoiceArguments Choice, decimal? MaxMonthly, int? MaxUnavailable)
{
    internal static IReadOnlyList<Option> Options() =>
    [
        GlobalOptions.Flag("--all", "Plan every environment of the file"),
        GlobalOptions.Flag("--detailed-exitcode", "Exit with code 2 if there are changes or drift"),
        GlobalOptions.Value("--out", "FILE", "Save the plan to a file, for 'up --plan'"),
        .. ChoiceArguments.Options(),
        GlobalOptions.MaxUnavailable(),
        GlobalOptions.MaxMonthly(),
    ];

    /// <exception cref="UsageException">Options contradict each other, or a value is invalid.</exception>
    internal static PlanArguments From(ParseResult parsed) => new(
        parsed.GetValue<bool>("--detailed-exitcode"),
        GlobalArguments.NotEmpty(parsed, "--out"),
        ChoiceArguments.From(parsed),
        GlobalArguments.Amount(parsed, "--max-monthly"),
        GlobalArguments.Number(parsed, "--max-unavailable", 1));
}
