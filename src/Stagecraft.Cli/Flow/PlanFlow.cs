using Stagecraft.Cli.Arguments;
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
        bool detailedExitCode,
        CancellationToken cancellationToken)
    {
        await using Preparation preparation = await Preparation.ForDeclaredAsync(context, arguments, cancellationToken);
        InfraPlan plan = await preparation.PlanAsync(PlanIntent.Converge, cancellationToken);
        Show(context, arguments, plan);
        return detailedExitCode && !plan.InSync ? ExitCodes.Changes : ExitCodes.Done;
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
