using Stagecraft.Cli.Arguments;
using Stagecraft.Cli.Cloud;
using Stagecraft.Cli.Context;
using Stagecraft.Cli.Errors;
using Stagecraft.Cli.Rendering;

namespace Stagecraft.Cli.Flow;

/// <summary><c>infra up</c> and <c>infra down</c>.</summary>
internal static class ApplyFlow
{
    internal static async Task<int> RunAsync(
        CommandContext context, GlobalArguments arguments, ApplyArguments options, PlanIntent intent, CancellationToken cancellationToken)
    {
        bool isUp = intent == PlanIntent.Converge;
        ReviewedPlan? reviewed = ReviewedPlan.Read(options.Plan, arguments, intent);
        arguments = reviewed?.For(arguments) ?? arguments;
        await using Preparation preparation = isUp
            ? await Preparation.ForDeclaredAsync(context, arguments, cancellationToken)
            : await Preparation.ForExistingAsync(context, arguments, EnvironmentChoice.Explicit, cancellationToken);
        preparation.MaxMonthly = options.MaxMonthly;
        preparation.MaxUnavailable = options.MaxUnavailable;
        InfraPlan plan = reviewed is null
            ? await preparation.PlanAsync(intent, options.Choice, cancellationToken)
            : await reviewed.RecomputeAsync(preparation, cancellationToken);
        LossConsent.Warn(context.Io, plan, options.Choice);
        if (options.DryRun)
        {
            NoteSnapshots(context.Io, plan, options);
            PlanFlow.Show(context.Io, arguments, preparation, plan);
            return ExitCodes.Done;
        }

        ResourceChange[] left = options.NoDelete ? Deletions(plan) : [];
        InfraPlan todo = Without(plan, left);
        bool needsConsent = reviewed is null && todo.HasChanges;
        bool asks = needsConsent && !options.Yes && context.Io.CanAsk;
        Problem[] refusals = Refusals(todo, options.MaxDelete);
        PlanFlow.Notice(context.Io, preparation, plan, isConfirmed: asks, showCost: left.Length == 0, refusals);
        if (left.Length > 0)
        {
            context.Io.Note($"skipped because of --no-delete: {Names(left)}");
        }

        NoteSnapshots(context.Io, todo, options);
        if (refusals.Length > 0)
        {
            throw new CloudProviderException(null, refusals);
        }

        if (needsConsent)
        {
            await ConfirmAsync(context.Io, todo, options, isUp, cancellationToken);
        }

        RunCommand command = new(
            isUp ? "up" : "down", reviewed?.Choice ?? options.Choice, options.MaxUnavailable, options.Snapshot, reviewed is not null);
        int exitCode = await ApplyRun.RunAsync(context, arguments, preparation, todo, left, command, cancellationToken);
        string[] drift =
            [.. plan.Changes.SelectMany(c => c.Drift.Select(d => $"{Words.Resource(c.Kind, c.Name, c.CloudName)} ({d.Name})"))];
        if (isUp && exitCode == ExitCodes.Done && drift.Length > 0)
        {
            context.Io.Warn($"drift not corrected: {string.Join(", ", drift)}");
        }

        return exitCode;
    }

    // A row with downtime alone deletes nothing.
    internal static ResourceChange[] Deletions(InfraPlan plan) =>
        [.. plan.Changes.Where(c => c.Deletes || c.Approval is Approval.Delete or Approval.Loss)];

    private static string Names(IEnumerable<ResourceChange> deletions) => string.Join(", ", deletions.Select(Words.Deletion));

    // spec/cli/infra.md, 4.14
    private static void NoteSnapshots(CommandIo io, InfraPlan todo, ApplyArguments options)
    {
        int count = todo.HostChanges.Count(c => c.Deletes);
        if (options.Snapshot && count > 0)
        {
            string snapshots = count == 1 ? "1 snapshot" : $"{Words.Number(count)} snapshots";
            io.Note($"--snapshot creates {snapshots} before the deletions; {Clouds.Of(todo.Provider).SnapshotPrice}");
        }
    }

    // The run checks the budget and the limits of the account too; a user does not have to confirm a plan that is refused.
    // spec/cli/infra.md, 4.10 to 4.12
    private static Problem[] Refusals(InfraPlan todo, int? most) =>
        OverLimit(todo, most) is { } limit ? [limit]
            : OverBudget(todo) is { } budget ? [budget]
            : OverAccountLimits(todo);

    private static Problem? OverLimit(InfraPlan plan, int? most)
    {
        ResourceChange[] deletions = Deletions(plan);
        return deletions.Length > most
            ? new Problem(
                ErrorCodes.Refused,
                $"the plan deletes {Words.Counts(deletions, Clouds.Of(plan.Provider).Terms.Machine)}, and "
                    + $"--max-delete allows {Words.Number(most.Value)}: "
                    + Names(deletions),
                "no changes were made; review the plan, and increase --max-delete if it is intended")
            : null;
    }

    private static Problem? OverBudget(InfraPlan todo) =>
        todo.Changes.Any(c => c.Creates || c.MonthlyAfter > c.MonthlyBefore)
        && todo.Warnings.FirstOrDefault(w => w.Code == ErrorCodes.OverBudget) is { } warning
            ? new Problem(
                ErrorCodes.OverBudget,
                warning.Message,
                $"no changes were made; increase environments.{todo.Environment}.budget.monthly_max in the file, or pass --max-monthly N")
            : null;

    private static Problem[] OverAccountLimits(InfraPlan todo) => todo.Changes.Any(c => c.Creates)
        ?
        [
            .. todo.Warnings.Where(w => w.Code is "machine_limit" or "resource_limit").Select(w => new Problem(
                ErrorCodes.Refused, w.Message, $"no changes were made; {Clouds.Of(todo.Provider).Terms.LimitHint}")),
        ]
        : [];

    private static InfraPlan Without(InfraPlan plan, ResourceChange[] left) => plan with
    {
        Changes = [.. plan.Changes.Except(left)],
        Cost = plan.Cost with
        {
            MonthlyAfter = left.Aggregate(plan.Cost.MonthlyAfter, (sum, change) => sum + change.MonthlyBefore - change.MonthlyAfter),
        },
    };

    // spec/cli/infra.md, 4.3 and 4.4
    private static async Task ConfirmAsync(
        CommandIo io, InfraPlan todo, ApplyArguments options, bool isUp, CancellationToken cancellationToken)
    {
        bool asks = !options.Yes && io.CanAsk;
        if (ApplyConsent.Missing(io, todo, options, isUp, asks) is { } missing)
        {
            throw new CloudProviderException(null, missing);
        }

        if (asks)
        {
            ResourceChange[] deletions = options.AllowDelete ? [] : Deletions(todo);
            string machines = Words.Counts(deletions, Clouds.Of(todo.Provider).Terms.Machine);
            string answer = !isUp ? todo.Environment : deletions.Length > 0 ? $"delete {Words.Number(deletions.Length)}" : Prompt.Yes;
            string[] resized = [.. todo.Changes.Where(RolloutText.IsResized).Select(c => c.Name!)];
            string downtime = resized.Length > 0 ? $"Downtime: {Words.Some(resized)}. " : "";
            string question = isUp ? $"{downtime}Enter {Prompt.Accepted(answer)} to apply this plan"
                : $"To delete {machines}, enter the environment name";
            await Prompt.ConfirmAsync(io, question, answer, ignoreCase: isUp, cancellationToken);
        }
    }
}
