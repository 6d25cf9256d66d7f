using Stagecraft.Cli.Arguments;
using Stagecraft.Cli.Context;
using Stagecraft.Cli.Errors;
using Stagecraft.Cli.Rendering;

namespace Stagecraft.Cli.Flow;

/// <summary><c>infra up</c>.</summary>
internal static class UpFlow
{
    internal static async Task<int> RunAsync(
        CommandContext context,
        GlobalArguments arguments,
        ApplyArguments up,
        CancellationToken cancellationToken)
    {
        ReviewedPlan? reviewed = ReviewedPlan.Read(up.Plan, arguments, PlanIntent.Converge);
        arguments = reviewed?.For(arguments) ?? arguments;
        await using Preparation preparation = await Preparation.ForDeclaredAsync(context, arguments, cancellationToken);
        preparation.MaxMonthly = up.MaxMonthly;
        InfraPlan plan = reviewed is null
            ? await preparation.PlanAsync(PlanIntent.Converge, cancellationToken, up.Choice.Targets, up.Choice.Replace)
            : await reviewed.MakeAnewAsync(preparation, cancellationToken);
        if (up.DryRun)
        {
            PlanFlow.Show(context.Io, arguments, plan);
            return ExitCodes.Done;
        }

        ResourceChange[] left = up.NoDelete ? Deletions.Of(plan) : [];
        decimal? monthlyAfter = left.Aggregate(plan.Cost.MonthlyAfter, (sum, change) => sum + change.MonthlyBefore - change.MonthlyAfter);
        InfraPlan todo = plan with
        {
            Changes = [.. plan.Changes.Except(left)],
            Cost = plan.Cost with { MonthlyAfter = monthlyAfter },
        };
        bool asks = !up.Yes && reviewed is null && todo.HasChanges && context.Io.CanAsk;
        PlanFlow.Notice(context.Io, arguments, plan, isConfirmed: asks, showCost: left.Length == 0);
        if (left.Length > 0)
        {
            context.Io.Note($"skipped because of --no-delete: {Deletions.Names(left)}");
        }

        Deletions.Require(todo, up.MaxDelete);
        RequireBudget(todo);
        if (reviewed is null)
        {
            await UpConfirmation.RequireAsync(context.Io, todo, up, cancellationToken);
        }

        int exitCode = await ApplyRun.RunAsync(context, arguments, preparation, todo, left, "up", reviewed is not null, cancellationToken);
        string[] drift = [.. plan.Changes.SelectMany(c => c.Drift.Select(d => $"{Words.Host(c.Name, c.CloudName)} ({d.Name})"))];
        if (exitCode == ExitCodes.Done && drift.Length > 0)
        {
            context.Io.Warn($"drift not corrected: {string.Join(", ", drift)}");
        }

        return exitCode;
    }

    // The run checks it too; a user does not have to confirm a plan that is refused.
    private static void RequireBudget(InfraPlan todo)
    {
        if (todo.Changes.Any(c => c.Creates) && todo.Warnings.FirstOrDefault(w => w.Code == ErrorCodes.OverBudget) is { } warning)
        {
            throw new CloudProviderException(null, new Problem(
                ErrorCodes.OverBudget,
                warning.Message,
                $"no changes were made; increase environments.{todo.Environment}.budget.monthly_max in the file, or pass --max-monthly N"));
        }
    }
}
