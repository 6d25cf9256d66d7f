using Stagecraft.Cli.Errors;

namespace Stagecraft.Cli.Arguments;

/// <summary>The validated options of <c>down</c>.</summary>
internal sealed record DownArguments(bool Yes, bool DryRun, string? Plan, int? MaxDelete)
{
    /// <exception cref="UsageException">A value is not one.</exception>
    internal static DownArguments From(ParseResult parsed, DownOptions options) => new(
        parsed.GetValue(options.Yes),
        parsed.GetValue(options.DryRun),
        GlobalArguments.NotEmpty(parsed, options.Plan),
        DeleteLimit.From(parsed, options.MaxDelete));
}
