using Stagecraft.Cli.Arguments;
using Stagecraft.Cli.Context;
using Stagecraft.Cli.Rendering;

namespace Stagecraft.Cli.Flow;

/// <summary>The confirmation of <c>up</c>. spec/cli/infra.md, 4.3.</summary>
internal static class UpConfirmation
{
    /// <exception cref="CloudProviderException">It is not confirmed: code <c>refused</c>.</exception>
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
            await Question.AskAsync(
                io, $"Enter '{answer}' to apply this plan (anything else cancels): ", answer, ignoreCase: true, cancellationToken);
            return;
        }

        List<Problem> missing = new List<Problem>();
        if (deletions.Length > 0)
        {
            missing.Add(new Problem(
                ErrorCodes.Refused,
                $"the plan deletes {Words.Machines(deletions.Length)}: {Deletions.Names(deletions)}",
                "pass --allow-delete to permit deletions, or --no-delete to skip them"));
        }

        if (!up.Yes)
        {
            missing.Add(new Problem(
                ErrorCodes.Refused,
                "cannot ask for confirmation: not an interactive terminal",
                "pass --yes to apply without confirmation"));
        }

        if (missing.Count > 0)
        {
            throw new CloudProviderException(null, missing);
        }
    }
}
