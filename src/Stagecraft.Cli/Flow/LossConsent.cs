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

    /// <summary>The rows that destroy more than is permitted.</summary>
    internal static IReadOnlyList<ResourceChange> Missing(InfraPlan plan, ChoiceArguments choice) =>
        [.. Rows(plan).Where(c => !choice.AllowLoss.Contains(Words.Address(c)))];

    internal static string Text(IEnumerable<ResourceChange> losses) => string.Join(
        ", ", losses.Select(c => $"{Words.Resource(c.Kind, c.Name, c.CloudName)} (its {ResourceRows.Loss(c)} is lost)"));

    internal static IEnumerable<ResourceChange> Rows(InfraPlan plan) => plan.Changes.Where(c => c.Approval == Approval.Loss);
}
