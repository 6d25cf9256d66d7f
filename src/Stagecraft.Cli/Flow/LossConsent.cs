using System.Globalization;
using Stagecraft.Cli.Arguments;
using Stagecraft.Cli.Context;
using Stagecraft.Cli.Rendering;

namespace Stagecraft.Cli.Flow;

/// <summary>The permission to destroy what cannot be restored, for each resource by name. spec/cli/infra.md, 4.13.</summary>
internal static class LossConsent
{
    /// <summary>Warns of named resources that the plan does not destroy: a mistake, or an earlier run has deleted them.</summary>
    internal static void Warn(CommandIo io, InfraPlan plan, ChoiceArguments choice)
    {
        string[] unused = [.. choice.AllowLoss.Except(Rows(plan).Select(Words.Address), StringComparer.Ordinal)];
        if (unused.Length > 0)
        {
            io.Warn($"--allow-loss: the plan does not delete {string.Join(", ", unused)}");
        }
    }

    /// <summary>The refusal of a plan that destroys more than is permitted; null if everything is permitted.</summary>
    internal static Problem? Missing(CommandIo io, InfraPlan plan, ApplyArguments options, bool isUp)
    {
        ResourceChange[] missing = [.. Rows(plan).Where(c => !options.Choice.AllowLoss.Contains(Words.Address(c)))];
        if (missing.Length == 0)
        {
            return null;
        }

        IEnumerable<string> lost = missing.Select(
            c => $"{Words.Resource(c.Kind, c.Name, c.CloudName)} (its {ResourceRows.Loss(c)} is lost)");
        return new Problem(
            ErrorCodes.Refused,
            $"the plan deletes resources that cannot be restored: {string.Join(", ", lost)}",
            $"to permit it: `{Command(io, plan, options, isUp)}`");
    }

    private static IEnumerable<ResourceChange> Rows(InfraPlan plan) => plan.Changes.Where(c => c.Approval == Approval.Loss);

    /// <summary>The running command with everything that this plan requires.</summary>
    private static string Command(CommandIo io, InfraPlan plan, ApplyArguments options, bool isUp)
    {
        bool isUnattended = options.Yes || !io.CanAsk;
        List<string> words = ["infra", isUp ? "up" : "down", "-e", plan.Environment];
        Add(isUnattended, "--yes");
        Add(isUp && (isUnattended || options.AllowDelete), "--allow-delete");
        Add(options.MaxDelete is not null, "--max-delete", options.MaxDelete?.ToString(CultureInfo.InvariantCulture));
        Add(options.MaxMonthly is not null, "--max-monthly", options.MaxMonthly?.ToString(CultureInfo.InvariantCulture));
        Add(options.MaxUnavailable is not null, "--max-unavailable", options.MaxUnavailable?.ToString(CultureInfo.InvariantCulture));
        words.AddRange((options.Choice with { AllowLoss = [.. Rows(plan).Select(Words.Address)] }).Words);
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
