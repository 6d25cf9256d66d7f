using Stagecraft.Cli.Cloud;
using Stagecraft.Cli.Errors;
using Stagecraft.Cli.Terminal;

namespace Stagecraft.Cli.Arguments;

/// <summary>The validated options of <c>up</c> and <c>down</c>.</summary>
/// <param name="Plan">The file of the reviewed plan, or null.</param>
/// <param name="MaxDelete">The maximum number of deletions; null without a limit.</param>
/// <param name="MaxMonthly">The maximum price per month; null for the budget of the file.</param>
/// <param name="MaxUnavailable">How many hosts of a role are changed at the same time; null for the number of the file.</param>
/// <param name="Snapshot">Whether machines have a snapshot before they are deleted.</param>
internal sealed record ApplyArguments(
    bool Yes,
    bool DryRun,
    bool AllowDelete,
    bool NoDelete,
    string? Plan,
    ChoiceArguments Choice,
    int? MaxDelete,
    decimal? MaxMonthly,
    int? MaxUnavailable,
    bool Snapshot)
{
    internal static IReadOnlyList<Option> OptionsOfUp() =>
    [
        GlobalOptions.Yes(),
        GlobalOptions.Flag("--dry-run", "Show the plan and stop"),
        GlobalOptions.Flag("--allow-delete", "Permit deletions"),
        GlobalOptions.Flag("--no-delete", "Create hosts but skip deletions"),
        GlobalOptions.Flag("--snapshot", "Create snapshots of hosts before deletion"),
        GlobalOptions.Value("--max-delete", "N", "Refuse to delete more than N resources"),
        GlobalOptions.MaxMonthly(),
        .. ChoiceArguments.Options(),
        GlobalOptions.MaxUnavailable(),
        GlobalOptions.Value("--plan", "FILE", "Apply this saved plan without confirmation"),
    ];

    internal static IReadOnlyList<Option> OptionsOfDown() =>
        [.. OptionsOfUp().Where(o => o.Name is "--yes" or "--dry-run" or "--allow-loss" or "--snapshot" or "--max-delete" or "--plan")];

    /// <exception cref="UsageException">Options contradict each other, or a value is invalid.</exception>
    internal static ApplyArguments From(ParseResult parsed)
    {
        ApplyArguments arguments = new ApplyArguments(
            parsed.GetValue<bool>("--yes"),
            parsed.GetValue<bool>("--dry-run"),
            parsed.GetValue<bool>("--allow-delete"),
            parsed.GetValue<bool>("--no-delete"),
            GlobalArguments.NotEmpty(parsed, "--plan"),
            ChoiceArguments.From(parsed),
            GlobalArguments.Number(parsed, "--max-delete", 0),
            GlobalArguments.Amount(parsed, "--max-monthly"),
            GlobalArguments.Number(parsed, "--max-unavailable", 1),
            parsed.GetValue<bool>("--snapshot"));
        return arguments switch
        {
            { AllowDelete: true, NoDelete: true } => throw new UsageException("--allow-delete and --no-delete cannot be combined"),
            { Snapshot: true, NoDelete: true } =>
                throw new UsageException("--snapshot and --no-delete cannot be combined", "omit one of them"),
            { Plan: not null, NoDelete: true } =>
                throw new UsageException("--no-delete and --plan cannot be combined", "a saved plan is applied as it is"),
            { Plan: not null, Choice.IsAny: true } => throw new UsageException(
                "--target, --replace, --resize, --power-on and --allow-loss cannot be combined with --plan",
                "use them when you create the plan: "
                    + $"`stagecraft infra plan{arguments.Choice.Text} --out {ShellText.Quote(arguments.Plan)}`"),
            { NoDelete: true, Choice.AllowLoss.Count: > 0 } =>
                throw new UsageException("--allow-loss and --no-delete cannot be combined", "omit one of them"),
            { NoDelete: true, Choice.Replace.Count: > 0 } => throw new UsageException(
                "--replace and --no-delete cannot be combined", $"replacing a host deletes its {Clouds.AnyMachine}"),
            _ => arguments,
        };
    }
}
