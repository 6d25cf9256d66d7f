using Stagecraft.Cli.Arguments;
using Stagecraft.Cli.Context;
using Stagecraft.Cli.Rendering;

namespace Stagecraft.Cli.Flow;

/// <summary>The confirmation of <c>up</c>. spec/cli/infra.md, 4.3.</summary>
internal static class UpConfirmation
{
    /// <exception cref="CloudProviderException">Nobody agreed: code <c>refused</c>.</exception>
    internal static async Task RequireAsync(CommandIo io, InfraPlan todo, ApplyArguments up, CancellationToken cancellationToken)
    {
        if (!todo.HasChanges)
        {
            return;
        }

        ResourceChange[] deletions = up.AllowDelete ? [] : Deletions.Of(todo);
        if (!up.Yes && io.CanAsk)
        {
            string answer = deletions.Length > 0 ? $"delete {Words.Number(deletions.Length)}" : "yes";
            await Question.AskAsync(io, $"Type '{answer}' to apply this plan, anything else to stop: ", answer, ignoreCase: true, cancellationToken);
            return;
        }

        List<Problem> missing = new List<Problem>();
        if (deletions.Length > 0)
        {
            missing.Add(new Problem(
                ErrorCodes.Refused,
                $"the plan deletes {Words.Machines(deletions.Length)}: {Deletions.Names(deletions)}",
                "pass --allow-delete to delete, or --no-delete to leave what would be deleted"));
        }

        if (!up.Yes)
        {
            missing.Add(new Problem(ErrorCodes.Refused, "there is no terminal to ask at", "pass --yes to apply the plan unasked"));
        }

        if (missing.Count > 0)
        {
            throw new CloudProviderException(null, missing);
        }
    }
}
