using Stagecraft.Cli.Errors;

namespace Stagecraft.Cli.Arguments;

/// <summary>The validated options of <c>up</c>.</summary>
internal sealed record UpArguments(bool Yes, bool DryRun, bool AllowDelete, bool NoDelete)
{
    /// <summary>The file of the reviewed plan, or null.</summary>
    internal string? Plan { get; private init; }

    internal ChoiceArguments Choice { get; private init; } = ChoiceArguments.None;

    /// <summary>The maximum number of deletions; null without a limit.</summary>
    internal int? MaxDelete { get; private init; }

    /// <exception cref="UsageException">Options contradict each other.</exception>
    internal static UpArguments From(ParseResult parsed, UpOptions options)
    {
        UpArguments arguments = new UpArguments(
            parsed.GetValue(options.Yes),
            parsed.GetValue(options.DryRun),
            parsed.GetValue(options.AllowDelete),
            parsed.GetValue(options.NoDelete))
        {
            Plan = GlobalArguments.NotEmpty(parsed, options.Plan),
            Choice = ChoiceArguments.From(parsed, options.Target, options.Replace),
            MaxDelete = DeleteLimit.From(parsed, options.MaxDelete),
        };
        return arguments switch
        {
            { AllowDelete: true, NoDelete: true } => throw new UsageException("--allow-delete and --no-delete exclude each other"),
            { Plan: not null, NoDelete: true } => throw new UsageException("--no-delete and --plan exclude each other", "a reviewed plan is carried out as it is"),
            { Plan: not null, Choice.IsAny: true } => throw new UsageException(
                "--target and --replace exclude --plan", "a reviewed plan has its own; choose when it is made: stagecraft infra plan --target HOST... --out FILE"),
            { NoDelete: true, Choice.Replace.Count: > 0 } => throw new UsageException("--replace and --no-delete exclude each other", "to replace is to delete"),
            _ => arguments,
        };
    }
}
