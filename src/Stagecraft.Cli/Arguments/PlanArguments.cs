using Stagecraft.Cli.Errors;

namespace Stagecraft.Cli.Arguments;

/// <summary>The validated options of <c>infra plan</c>.</summary>
/// <param name="MaxMonthly">The maximum price per month; null for the budget of the file.</param>
internal sealed record PlanArguments(bool DetailedExitCode, string? Out, ChoiceArguments Choice, decimal? MaxMonthly)
{
    internal static IReadOnlyList<Option> Options() =>
    [
        GlobalOptions.Flag("--all", "Plan every environment of the file"),
        GlobalOptions.Flag("--detailed-exitcode", "Exit with code 2 if there are changes or drift"),
        GlobalOptions.Value("--out", "FILE", "Save the plan to a file, for 'up --plan'"),
        GlobalOptions.Names("--target", "Limit the plan to these hosts"),
        GlobalOptions.Names("--replace", "Recreate these hosts (delete, then create)"),
        GlobalOptions.AllowLoss(),
        GlobalOptions.MaxMonthly(),
    ];

    /// <exception cref="UsageException">Options contradict each other, or a value is invalid.</exception>
    internal static PlanArguments From(ParseResult parsed) => new(
        parsed.GetValue<bool>("--detailed-exitcode"),
        GlobalArguments.NotEmpty(parsed, "--out"),
        ChoiceArguments.From(parsed),
        GlobalArguments.Amount(parsed, "--max-monthly"));
}
