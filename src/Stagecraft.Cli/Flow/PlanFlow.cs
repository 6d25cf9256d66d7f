using Stagecraft.Cli.Arguments;
using Stagecraft.Cli.Context;
using Stagecraft.Cli.Errors;
using Stagecraft.Cli.Rendering;

namespace Stagecraft.Cli.Flow;

/// <summary><c>infra plan</c>.</summary>
internal static class PlanFlow
{
    /// <summary>The warning of booting hosts: a run waits for them.</summary>
    private const string NotReady = "not_ready";

    internal static async Task<int> RunAsync(
        CommandContext context, GlobalArguments arguments, PlanArguments asked, CancellationToken cancellationToken)
    {
        if (asked.Out is { } file)
        {
            PlanOutput.Check(file);
        }

        await using Preparation preparation = await Preparation.ForDeclaredAsync(context, arguments, cancellationToken);
        preparation.MaxMonthly = asked.MaxMonthly;
        preparation.MaxUnavailable = asked.MaxUnavailable;
        InfraPlan plan = await preparation.PlanAsync(PlanIntent.Converge, asked.Choice, cancellationToken);
        LossConsent.Warn(context.Io, plan, asked.Choice);
        if (asked.Out is { } output)
        {
            PlanOutput.Write(output, plan);
        }

        Show(context.Io, arguments, preparation, plan);
        if (asked.Out is not null)
        {
            string[] run = asked.MaxUnavailable is { } most ? ["--max-unavailable", Words.Number(most)] : [];
            string command = context.Io.Commands.Line(["infra", "up", "--plan", asked.Out, .. run]);
            context.Io.Note($"the plan is in {asked.Out}; to apply exactly this plan: `{command}`");
        }

        return asked.DetailedExitCode && !plan.InSync ? ExitCodes.Changes : ExitCodes.Done;
    }

    /// <summary>Writes a plan as the result of a command, to stdout.</summary>
    internal static void Show(CommandIo io, GlobalArguments arguments, Preparation preparation, InfraPlan plan)
    {
        StagecraftFile file = preparation.File;
        IReadOnlyList<string> rollout = RolloutOf(preparation, plan);
        if (io.Options.Json || arguments.Output == GlobalArguments.Markdown)
        {
            io.Results.Write(io.Options.Json
                ? InfraPlanJson.ToText(plan) + '\n'
                : PlanMarkdown.ToText(
                    plan, io.Commands, rollout, PlanDiagram.Of(plan, file.ProviderConfig), DriftHint.Of(io.Commands, file, plan)));
            io.Results.Flush();
            return;
        }

        PlanText.Write(io.Out, plan, rollout);
        io.Out.Flush();
        Warnings(io, file, plan);
    }

    /// <summary>Shows the plan that a command is about to apply: on stderr, because it is not the result.</summary>
    /// <param name="isConfirmed">Whether the user is asked to confirm it: then it is shown even with <c>--quiet</c>.</param>
    /// <param name="showCost">Whether the price of the plan is that of its changes.</param>
    /// <param name="refusals">The errors that follow: a warning with the same message is omitted, as is that of booting hosts.</param>
    internal static void Notice(
        CommandIo io, Preparation preparation, InfraPlan plan, bool isConfirmed, bool showCost, IReadOnlyList<Problem> refusals)
    {
        if (isConfirmed || (!io.Options.Quiet && !io.Options.Json))
        {
            PlanText.Write(io.Error, plan, RolloutOf(preparation, plan), showCost);
            io.Error.Flush();
        }

        Warnings(
            io,
            preparation.File,
            plan with
            {
                Warnings = [.. plan.Warnings.Where(w => w.Code != NotReady && refusals.All(r => r.Message != w.Message))],
            });
    }

    private static IReadOnlyList<string> RolloutOf(Preparation preparation, InfraPlan plan) =>
        RolloutText.Of(plan, preparation.File.ProviderConfig, preparation.MaxUnavailable);

    private static void Warnings(CommandIo io, StagecraftFile file, InfraPlan plan)
    {
        foreach (PlanWarning warning in plan.Warnings)
        {
            io.Warn(warning.Message);
        }

        foreach (string hint in DriftHint.Of(io.Commands, file, plan))
        {
            io.Hint(hint);
        }
    }
}
