using System.CommandLine;
using Stagecraft.Cli.Arguments;
using Stagecraft.Cli.Flow;

namespace Stagecraft.Cli.Commands;

/// <summary><c>infra plan</c>.</summary>
internal static class InfraPlanCommand
{
    internal static DocumentedCommand Create(Invocation invocation)
    {
        Option<bool> detailedExitCode = GlobalOptions.Flag("--detailed-exitcode", "Exit 2 where there are changes or drift");
        DocumentedCommand command = new DocumentedCommand(
            "plan",
            "Show what differs between file and account; changes nothing.",
            "stagecraft infra plan -e prod",
            "stagecraft infra plan -e prod -o json | jq -e '.to_delete == []'",
            "stagecraft infra plan -e prod --detailed-exitcode").With([detailedExitCode]);
        command.SetAction((parsed, cancellationToken) =>
        {
            CommandContext context = invocation.ContextOf(parsed);
            return PlanFlow.RunAsync(context, invocation.Arguments(parsed, context), parsed.GetValue(detailedExitCode), cancellationToken);
        });
        return command;
    }
}
