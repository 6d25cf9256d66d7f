using Stagecraft.Cli.Arguments;
using Stagecraft.Cli.Context;
using Stagecraft.Cli.Flow;

namespace Stagecraft.Cli.Commands;

/// <summary><c>doctor</c>.</summary>
internal static class DoctorCommand
{
    internal static DocumentedCommand Create(Invocation invocation)
    {
        DocumentedCommand command = new DocumentedCommand(
            "doctor",
            "Check file, token and account, with a remedy each; reads only.",
            "stagecraft doctor",
            "stagecraft doctor -o json | jq '.checks[] | select(.outcome != \"ok\")'");
        command.SetAction((parsed, cancellationToken) =>
        {
            CommandContext context = invocation.ContextOf(parsed);
            return DoctorFlow.RunAsync(context, invocation.Arguments(parsed, context), cancellationToken);
        });
        return command;
    }
}
