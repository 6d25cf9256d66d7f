using Stagecraft.Cli.Rendering;

namespace Stagecraft.Cli.Flow;

/// <summary>The changes of a plan that need permission to delete.</summary>
internal static class Deletions
{
    internal static ResourceChange[] Of(InfraPlan plan) => [.. plan.Changes.Where(c => c.Approval >= Approval.Delete)];

    internal static string Names(IReadOnlyList<ResourceChange> deletions) =>
        string.Join(", ", deletions.Select(d => Words.Machine(d.Name, d.CloudName, d.Id!.Value)));

    /// <summary>Limits the number of machines that a plan deletes. spec/cli/infra.md, 4.10.</summary>
    /// <exception cref="CloudProviderException">It deletes more: code <c>refused</c>.</exception>
    internal static void Require(InfraPlan plan, int? most)
    {
        ResourceChange[] deletions = Of(plan);
        if (deletions.Length > most)
        {
            throw new CloudProviderException(null, new Problem(
                ErrorCodes.Refused,
                $"the plan deletes {Words.Machines(deletions.Length)}, and --max-delete allows {Words.Number(most.Value)}: "
                + Names(deletions),
                "no changes were made; review the plan, and increase --max-delete if it is intended"));
        }
    }
}
