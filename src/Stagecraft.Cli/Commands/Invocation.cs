using Stagecraft.Cli.Arguments;
using Stagecraft.Cli.Context;

namespace Stagecraft.Cli.Commands;

/// <summary>The input of a command's action.</summary>
internal sealed record Invocation(Func<ParseResult, CommandContext> ContextOf)
{
    internal DocumentedCommand Run(
        DocumentedCommand command, Func<CommandContext, GlobalArguments, ParseResult, CancellationToken, Task<int>> action)
    {
        command.SetAction((parsed, cancellationToken) =>
        {
            CommandContext context = ContextOf(parsed);
            return action(context, GlobalArguments.From(parsed, context.Environment), parsed, cancellationToken);
        });
        return command;
    }
}
