using Stagecraft.Cli.Arguments;
using Stagecraft.Cli.Context;
using Stagecraft.Cli.Errors;
using Stagecraft.Cli.Rendering;

namespace Stagecraft.Cli.Flow;

/// <summary><c>infra down</c>.</summary>
internal static class DownFlow
{
    internal static async Task<int> RunAsync(
        CommandContext context,
        GlobalArguments arguments,
        ApplyArguments down,
        CancellationToken cancellationToken)
    {
        ReviewedPlan? reviewed = ReviewedPlan.Read(down.Plan, arguments, PlanIntent.Down);
        arguments = reviewed?.For(arguments) ?? arguments;
        await using Preparation preparation = await Preparation.ForExistingAsync(
            context, arguments, EnvironmentChoice.Explicit, cancellationToken);
        InfraPlan plan = reviewed is null
            ? await preparation.PlanAsync(PlanIntent.Down, cancellationToken)
            : await reviewed.MakeAnewAsync(preparation, cancellationToken);
        if (down.DryRun)
        {
            PlanFlow.Show(context.Io, arguments, plan);
            return ExitCodes.Done;
        }

        bool agreed = down.Yes || reviewed is not null;
        bool asks = !agreed && plan.HasChanges && context.Io.CanAsk;
        PlanFlow.Notice(context.Io, arguments, plan, isConfirmed: asks);
        Deletions.Require(plan, down.MaxDelete);
        if (plan.HasChanges && !agreed)
        {
            await ConfirmAsync(context, plan, cancellationToken);
        }

        return await ApplyRun.RunAsync(context, arguments, preparation, plan, [], "down", reviewed is not null, cancellationToken);
    }

    private static Task ConfirmAsync(CommandContext context, InfraPlan plan, CancellationToken cancellationToken)
    {
        ResourceChange[] deletions = Deletions.Of(plan);
        if (context.Io.CanAsk)
        {
            string question = $"To delete {Words.Machines(deletions.Length)}, enter the environment name (anything else cancels): ";
            return Question.AskAsync(context.Io, question, plan.Environment, ignoreCase: false, cancellationToken);
        }

        throw new CloudProviderException(null, new Problem(
            ErrorCodes.Refused,
            "cannot ask for confirmation: not an interactive terminal, "
                + $"and 'down' deletes {Words.Machines(deletions.Length)}: {Deletions.Names(deletions)}",
            "pass --yes to delete without confirmation"));
    }
}
