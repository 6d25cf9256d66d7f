using System.Globalization;
using Stagecraft.Cli.Cloud;
using Stagecraft.Cli.Errors;

namespace Stagecraft.Cli.Arguments;

/// <summary>The validated options of <c>up</c> and <c>down</c>.</summary>
internal sealed record ApplyArguments(bool Yes, bool DryRun, bool AllowDelete, bool NoDelete)
{
    /// <summary>The file of the reviewed plan, or null.</summary>
    internal string? Plan { get; private init; }

    internal ChoiceArguments Choice { get; private init; } = ChoiceArguments.None;

    /// <summary>The maximum number of deletions; null without a limit.</summary>
    internal int? MaxDelete { get; private init; }

    /// <summary>The maximum price per month; null for the budget of the file.</summary>
    internal decimal? MaxMonthly { get; private init; }

    /// <exception cref="UsageException">Options contradict each other, or a value is invalid.</exception>
    internal static ApplyArguments From(ParseResult parsed, ApplyOptionSet options)
    {
        ApplyArguments arguments = new ApplyArguments(
            parsed.GetValue(options.Yes),
            parsed.GetValue(options.DryRun),
            parsed.GetValue(options.AllowDelete),
            parsed.GetValue(options.NoDelete))
        {
            Plan = GlobalArguments.NotEmpty(parsed, options.Plan),
            Choice = ChoiceArguments.From(parsed, options.Target, options.Replace),
            MaxMonthly = PlanArguments.Amount(parsed.GetValue(options.MaxMonthly)),
            MaxDelete = Limit(parsed.GetValue(options.MaxDelete)),
        };
        return arguments switch
        {
            { AllowDelete: true, NoDelete: true } => throw new UsageException("--allow-delete and --no-delete cannot be combined"),
            { Plan: not null, NoDelete: true } =>
                throw new UsageException("--no-delete and --plan cannot be combined", "a saved plan is applied as it is"),
            { Plan: not null, Choice.IsAny: true } => throw new UsageException(
                "--target and --replace cannot be combined with --plan",
                "select hosts when you create the plan: stagecraft infra plan --target HOST... --out FILE"),
            { NoDelete: true, Choice.Replace.Count: > 0 } => throw new UsageException(
                "--replace and --no-delete cannot be combined",
                $"replacing a host deletes its {DigitalOceanTerms.Machine}"),
            _ => arguments,
        };
    }

    private static int? Limit(string? value) => value is null
        ? null
        : int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int limit)
            ? limit
            : throw new UsageException($"invalid value '{value}' for --max-delete", "expected an integer of 0 or more");
}
