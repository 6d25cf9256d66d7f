using Stagecraft.Cli.Errors;

namespace Stagecraft.Cli.Arguments;

/// <summary>The validated options of <c>infra plan</c>.</summary>
internal sealed record PlanArguments(bool DetailedExitCode, string? Out, ChoiceArguments Choice)
{
    /// <exception cref="UsageException">Options contradict each other, or a value is invalid.</exception>
    internal static PlanArguments From(ParseResult parsed, PlanOptionSet options) => new(
        parsed.GetValue(options.DetailedExitCode),
        GlobalArguments.NotEmpty(parsed, options.Out),
        ChoiceArguments.From(parsed, options.Target, options.Replace));
}
