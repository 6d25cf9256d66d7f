using System.Globalization;
using Stagecraft.Cli.Arguments;
using Stagecraft.Cli.Cloud;
using Stagecraft.Cli.Context;
using Stagecraft.Cli.Rendering;

namespace Stagecraft.Cli.Flow;

/// <summary>The confirmations that a plan requires and that neither an option nor a prompt gives. spec/cli/infra.md, 4.6.</summary>
internal static class ApplyConsent
{
    private const string CannotAsk = "cannot ask for confirmation: not an interactive terminal";

    /// <summary>One error for everything that is missing, with the complete command; null if nothing is missing.</summary>
    /// <param name="io">The console.</param>
    /// <param name="todo">The plan.</param>
    /// <param name="options">The options of the command.</param>
    /// <param name="isUp">Whether the command is <c>up</c>.</param>
    /// <param name="asks">Whether a prompt follows, which confirms the plan but, for <c>up</c>, no loss.</param>
    internal static Problem? Missing(CommandIo io, InfraPlan todo, ApplyArguments options, bool isUp, bool asks)
    {
        ResourceChange[] deletions = ApplyFlow.Deletions(todo);
        bool isConfirmed = options.Yes || asks;
        bool namesDeletions = deletions.Length > 0 && (isUp ? !asks && !options.AllowDelete : !isConfirmed);
        IReadOnlyList<ResourceChange> losses = asks && !isUp ? [] : LossConsent.Missing(todo, options.Choice);
        if (isConfirmed && !namesDeletions && losses.Count == 0)
        {
            return null;
        }

        string reasons = string.Join(", and ", new[]
        {
            isConfirmed ? null : CannotAsk,
            namesDeletions
                ? $"{(isUp ? "the plan" : "'down'")} deletes {Words.Counts(deletions, Clouds.Of(todo.Provider).Terms.Machine)}: "
                    + string.Join(", ", deletions.Select(Words.Deletion))
                : losses.Count > 0 ? $"the plan deletes resources that cannot be restored: {LossConsent.Text(losses)}"
                : null,
        }.OfType<string>());
        string lost = namesDeletions && losses.Count > 0 ? $"; these cannot be restored: {LossConsent.Text(losses)}" : "";
        string what = losses.Count > 0 ? "permit it" : !isUp ? "delete without confirmation"
            : namesDeletions ? "permit deletions" : "apply without confirmation";
        string otherwise = !isUp || !namesDeletions || losses.Count > 0 || options.Snapshot ? ""
            : options.Choice.Replace.Count > 0 ? "; or omit --replace"
            : "; or pass --no-delete to skip them";
        return new Problem(
            ErrorCodes.Refused, reasons + lost, $"to {what}: `{Command(io, todo, options, isUp)}`{otherwise}");
    }

    /// <summary>The running command with everything that this plan requires.</summary>
    private static string Command(CommandIo io, InfraPlan plan, ApplyArguments options, bool isUp)
    {
        bool isUnattended = options.Yes || !io.CanAsk;
        List<string> words = ["infra", isUp ? "up" : "down", "-e", plan.Environment];
        Add(isUnattended, "--yes");
        Add(isUp && (options.AllowDelete || (isUnattended && ApplyFlow.Deletions(plan).Length > 0)), "--allow-delete");
        Add(options.NoDelete, "--no-delete");
        Add(options.Snapshot, "--snapshot");
        Add(options.MaxDelete is not null, "--max-delete", options.MaxDelete?.ToString(CultureInfo.InvariantCulture));
        Add(options.MaxMonthly is not null, "--max-monthly", options.MaxMonthly?.ToString(CultureInfo.InvariantCulture));
        Add(options.MaxUnavailable is not null, "--max-unavailable", options.MaxUnavailable?.ToString(CultureInfo.InvariantCulture));
        words.AddRange((options.Choice with { AllowLoss = [.. LossConsent.Rows(plan).Select(Words.Address)] }).Words);
        return io.Commands.Line(words);

        void Add(bool isGiven, string option, string? value = null)
        {
            if (isGiven)
            {
                words.AddRange(value is null ? [option] : [option, value]);
            }
        }
    }
}
