using Stagecraft.Cli.Rendering;
using Stagecraft.Errors;
using Stagecraft.Plans;
using Stagecraft.Providers;

namespace Stagecraft.Cli.Flow;

/// <summary>Holds a plan against the number of deletes that was allowed. spec/cli/infra.md, 4.10.</summary>
internal static class DeleteCount
{
    /// <exception cref="CloudProviderException">It deletes more: code <c>refused</c>.</exception>
    internal static void Require(InfraPlan plan, int? most)
    {
        if (most is { } limit && plan.ToDelete.Count > limit)
        {
            throw new CloudProviderException(null, new Problem(
                ErrorCodes.Refused,
                $"the plan deletes {Words.Count(plan.ToDelete.Count, "droplet")}, and --max-delete allows {Words.Number(limit)}: {UpFlow.Names(plan.ToDelete)}",
                "nothing was changed; see whether the plan is what you mean, and raise --max-delete if it is"));
        }
    }
}
