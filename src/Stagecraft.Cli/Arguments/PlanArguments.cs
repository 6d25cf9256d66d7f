using System.CommandLine;
using Stagecraft.Cli.Errors;

namespace Stagecraft.Cli.Arguments;

/// <summary>What the options of <c>infra plan</c> say, checked.</summary>
internal sealed record PlanArguments(bool DetailedExitCode, string? Out, ChoiceArguments Choice)
{
    /// <exception cref="UsageException">They contradict each other, or a value is not one.</exception>
    internal static PlanArguments From(ParseResult parsed, PlanOptionSet options) => new(
        parsed.GetValue(options.DetailedExitCode),
        GlobalArguments.NotEmpty(parsed, options.Out),
        ChoiceArguments.From(parsed, options.Target, options.Replace));
}
