using Stagecraft.Cli.Arguments;
using Stagecraft.Cli.Context;
using Stagecraft.Cli.Flow;

namespace Stagecraft.Cli.Commands;

/// <summary><c>infra plan</c>.</summary>
internal static class InfraPlanCommand
{
    internal static DocumentedCommand Create(Invocation invocation)
    {
        PlanOptionSet options = new PlanOptionSet();
        DocumentedCommand command = new DocumentedCommand(
            "plan",
            "Show what differs between file and account; changes nothing.",
            "stagecraft infra plan -e prod",
            "stagecraft infra plan -e prod -o json | jq -e '.summary.delete == 0'",
            "stagecraft infra plan -e prod -o markdown > comment.md",
            "stagecraft infra plan -e prod --detailed-exitcode",
            "stagecraft infra plan -e prod --target app-1 app-2",
            "stagecraft infra plan -e prod --replace app-1 --out plan.json")
        {
            MoreOutputs = [GlobalArguments.Markdown],
        }.With(options.All);
        command.SetAction((parsed, cancellationToken) =>
        {
            CommandContext context = invocation.ContextOf(parsed);
            GlobalArguments arguments = invocation.Arguments(parsed, context);
            return PlanFlow.RunAsync(context, arguments, PlanArguments.From(parsed, options), cancellationToken);
        });
        return command;
    }
}
