using Stagecraft.Cli.Arguments;
using Stagecraft.Cli.Context;
using Stagecraft.Cli.Flow;

namespace Stagecraft.Cli.Commands;

/// <summary><c>validate</c>.</summary>
internal static class ValidateCommand
{
    internal static DocumentedCommand Create(Invocation invocation)
    {
        DocumentedCommand command = new DocumentedCommand(
            "validate",
            "Check the whole file, every environment; no network, no token.",
            "stagecraft validate",
            "stagecraft validate -c deploy/stagecraft.yml -o json");
        command.SetAction(parsed =>
        {
            CommandContext context = invocation.ContextOf(parsed);
            return ValidateFlow.Run(context, invocation.Arguments(parsed, context));
        });
        return command;
    }
}
