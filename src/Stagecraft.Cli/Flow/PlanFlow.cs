using Stagecraft.Cli.Arguments;
using Stagecraft.Cli.Context;
using Stagecraft.Cli.Errors;
using Stagecraft.Cli.Rendering;
using Stagecraft.Plans;
using Stagecraft.Providers;

namespace Stagecraft.Cli.Flow;

/// <summary><c>infra plan</c>.</summary>
internal static class PlanFlow
{
    internal static async Task<int> RunAsync(
        CommandContext context,
        GlobalArguments arguments,
        PlanArguments asked,
        CancellationToken cancellationToken)
    {
        if (asked.Out is { } file)
        {
            PlanOutput.Check(file);
        }

        await using Preparation preparation = await Preparation.ForDeclaredAsync(context, arguments, cancellationToken);
        InfraPlan plan = await preparation.PlanAsync(PlanIntent.Converge, cancellationToken, asked.Choice.Targets, asked.Choice.Replace);
        if (asked.Out is { } output)
        {
            PlanOutput.Write(output, plan);
        }

        Show(context, arguments, plan);
        if (asked.Out is not null)
        {
            context.Note($"the plan is in {asked.Out}; 'stagecraft infra up --plan {asked.Out}' carries out exactly that");
        }

        return asked.DetailedExitCode && !plan.InSync ? ExitCodes.Changes : ExitCodes.Done;
    }

    /// <summary>A plan as the result of a command: on stdout.</summary>
    internal static void Show(CommandContext context, GlobalArguments arguments, InfraPlan plan)
    {
        if (context.Json || arguments.Output == GlobalArguments.Markdown)
        {
            context.Environment.Out.Write(context.Json ? InfraPlanJson.ToText(plan) + '\n' : PlanMarkdown.ToText(plan));
            context.Environment.Out.Flush();
            return;
        }

        PlanText.Write(context.Out, plan);
        context.Out.Flush();
        Warnings(context, plan);
    }

    internal static void Warnings(CommandContext context, InfraPlan plan)
    {
        foreach (PlanWarning warning in plan.Warnings)
        {
            context.Warn(warning.Message);
        }
    }
}
