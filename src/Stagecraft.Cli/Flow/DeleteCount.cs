using Stagecraft.Cli.Rendering;

namespace Stagecraft.Cli.Flow;

/// <summary>Limits the number of machines that a plan deletes. spec/cli/infra.md, 4.10.</summary>
internal static class DeleteCount
{
    /// <exception cref="CloudProviderException">It deletes more: code <c>refused</c>.</exception>
    internal static void Require(InfraPlan plan, int? most)
    {
        ResourceChange[] deletions = Deletions.Of(plan);
        if (most is { } limit && deletions.Length > limit)
        {
            throw new CloudProviderException(null, new Problem(
                ErrorCodes.Refused,
                $"the plan deletes {Words.Machines(deletions.Length)}, and --max-delete allows {Words.Number(limit)}: {Deletions.Names(deletions)}",
                "nothing was changed; see whether the plan is what you mean, and raise --max-delete if it is"));
        }
    }
}
