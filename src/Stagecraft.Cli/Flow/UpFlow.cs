using Stagecraft.Cli.Arguments;
using Stagecraft.Cli.Context;
using Stagecraft.Cli.Rendering;
using Stagecraft.Plans;
using Stagecraft.Providers;

namespace Stagecraft.Cli.Flow;

/// <summary><c>infra up</c>.</summary>
internal static class UpFlow
{
    internal static async Task<int> RunAsync(
        CommandContext context,
        GlobalArguments arguments,
        UpArguments up,
        CancellationToken cancellationToken)
    {
        ReviewedPlan? reviewed = ReviewedPlan.Read(up.Plan, arguments, PlanIntent.Converge);
        arguments = reviewed?.For(arguments) ?? arguments;
        await using Preparation preparation = await Preparation.ForDeclaredAsync(context, arguments, cancellationToken);
        InfraPlan plan = reviewed is null
            ? await preparation.PlanAsync(PlanIntent.Converge, cancellationToken, up.Choice.Targets, up.Choice.Replace)
            : await reviewed.MakeAnewAsync(preparation, cancellationToken);
        if (up.DryRun)
        {
            PlanFlow.Show(context, arguments, plan);
            return ExitCodes.Done;
        }

        InfraPlan todo = up.NoDelete ? plan with { ToDelete = [] } : plan;
        bool asks = !up.Yes && reviewed is null && todo.HasChanges && context.CanAsk;
        PlanNotice.Show(context, plan, mustBeSeen: asks, showCost: !up.NoDelete || plan.ToDelete.Count == 0);
        if (up.NoDelete && plan.ToDelete.Count > 0)
        {
            context.Note($"left because of --no-delete: {Names(plan.ToDelete)}");
        }

        DeleteCount.Require(todo, up.MaxDelete);
        if (reviewed is null)
        {
            await UpConfirmation.RequireAsync(context, todo, up, cancellationToken);
        }

        IReadOnlyList<HostDeletion> left = up.NoDelete ? plan.ToDelete : [];
        int exitCode = await ApplyRun.RunAsync(context, arguments, preparation, todo, left, "up", reviewed is not null, cancellationToken);
        if (exitCode == ExitCodes.Done && plan.Drift.Count > 0)
        {
            string hosts = string.Join(", ", plan.Drift.Select(d => $"{Words.Host(d.Name, d.MachineName)} ({d.Field})"));
            context.Warn($"drift is left as it is: {hosts}");
        }

        return exitCode;
    }

    internal static string Names(IReadOnlyList<HostDeletion> deletions) =>
        string.Join(", ", deletions.Select(d => Words.Droplet(d.Name, d.MachineName, d.Id)));
}
