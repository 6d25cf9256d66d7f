using Stagecraft.Cli.Arguments;
using Stagecraft.Cli.Cloud;
using Stagecraft.Cli.Context;
using Stagecraft.Cli.Errors;
using Stagecraft.Cli.Rendering;

namespace Stagecraft.Cli.Flow;

/// <summary><c>infra up</c> and <c>infra down</c>.</summary>
internal static class ApplyFlow
{
    private const string CannotAsk = "cannot ask for confirmation: not an interactive terminal";

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
        PlanFlow.Notice(context.Io, preparation, plan, isConfirmed: asks, showCost: left.Length == 0);
        if (left.Length > 0)
        {
            context.Io.Note($"skipped because of --no-delete: {Names(left)}");
        }

        NoteSnapshots(context.Io, todo, options);
        RequireLimit(todo, options.MaxDelete);
        RequireBudget(todo);
        RequireAccountLimits(todo);
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
    private static ResourceChange[] Deletions(InfraPlan plan) =>
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

    // spec/cli/infra.md, 4.10
    private static void RequireLimit(InfraPlan plan, int? most)
    {
        ResourceChange[] deletions = Deletions(plan);
        if (deletions.Length > most)
        {
            throw new CloudProviderException(null, new Problem(
                ErrorCodes.Refused,
                $"the plan deletes {Words.Counts(deletions, Clouds.Of(plan.Provider).Terms.Machine)}, and "
                    + $"--max-delete allows {Words.Number(most.Value)}: "
                    + Names(deletions),
                "no changes were made; review the plan, and increase --max-delete if it is intended"));
        }
    }

    // The run checks them too; a user does not have to confirm a plan that is refused.
    private static void RequireBudget(InfraPlan todo)
    {
        if (todo.Changes.Any(c => c.Creates || c.MonthlyAfter > c.MonthlyBefore)
            && todo.Warnings.FirstOrDefault(w => w.Code == ErrorCodes.OverBudget) is { } warning)
        {
            throw new CloudProviderException(null, new Problem(
                ErrorCodes.OverBudget,
                warning.Message,
                $"no changes were made; increase environments.{todo.Environment}.budget.monthly_max in the file, or pass --max-monthly N"));
        }
    }

    private static void RequireAccountLimits(InfraPlan todo)
    {
        string? hint = Clouds.Of(todo.Provider).Terms.LimitHint;
        Problem[] problems =
        [
            .. todo.Warnings.Where(w => w.Code is "machine_limit" or "resource_limit")
                .Select(w => new Problem(ErrorCodes.Refused, w.Message, $"no changes were made; {hint}")),
        ];
        if (problems.Length > 0 && todo.Changes.Any(c => c.Creates))
        {
            throw new CloudProviderException(null, problems);
        }
    }

    private static InfraPlan Without(InfraPlan plan, ResourceChange[] left) => plan with
    {
        Changes = [.. plan.Changes.Except(left)],
        Cost = plan.Cost with
        {
            MonthlyAfter = left.Aggregate(plan.Cost.MonthlyAfter, (sum, change) => sum + change.MonthlyBefore - change.MonthlyAfter),
        },
    };

    // spec/cli/infra.md, 4.3
    private static async Task ConfirmAsync(
        CommandIo io, InfraPlan todo, ApplyArguments options, bool isUp, CancellationToken cancellationToken)
    {
        ResourceChange[] deletions = options.AllowDelete ? [] : Deletions(todo);
        string machines = Words.Counts(deletions, Clouds.Of(todo.Provider).Terms.Machine);
        bool asks = !options.Yes && io.CanAsk;
        Problem? loss = asks && !isUp ? null : LossConsent.Missing(io, todo, options, isUp);
        if (asks && loss is null)
        {
            string answer = !isUp ? todo.Environment : deletions.Length > 0 ? $"delete {Words.Number(deletions.Length)}" : "yes";
            string[] resized = [.. todo.Changes.Where(RolloutText.IsResized).Select(c => c.Name!)];
            string downtime = resized.Length > 0 ? $"Downtime: {Words.Some(resized)}. " : "";
            string question = isUp ? $"{downtime}Enter '{answer}' to apply this plan" : $"To delete {machines}, enter the environment name";
            await Prompt.ConfirmAsync(io, question, answer, ignoreCase: isUp, cancellationToken);
            return;
        }

        List<Problem> missing = [];
        if (isUp && !asks && deletions.Length > 0)
        {
            missing.Add(new Problem(
                ErrorCodes.Refused,
                $"the plan deletes {machines}: {Names(deletions)}",
                options.Choice.Replace.Count > 0
                    ? "pass --allow-delete to permit deletions, or omit --replace"
                    : "pass --allow-delete to permit deletions, or --no-delete to skip them"));
        }

        if (!options.Yes && !asks)
        {
            missing.Add(isUp
                ? new Problem(ErrorCodes.Refused, CannotAsk, "pass --yes to apply without confirmation")
                : new Problem(
                    ErrorCodes.Refused,
                    $"{CannotAsk}, and 'down' deletes {machines}: {Names(deletions)}",
                    "pass --yes to delete without confirmation"));
        }

        if (loss is not null)
        {
            missing.Add(loss);
        }

        if (missing.Count > 0)
        {
            throw new CloudProviderException(null, missing);
        }
    }
}
