using Stagecraft.Cli.Arguments;
using Stagecraft.Cli.Context;
using Stagecraft.Cli.Flow;

namespace Stagecraft.Cli.Commands;

/// <summary><c>init</c>.</summary>
internal static class InitCommand
{
    internal static DocumentedCommand Create(Invocation invocation)
    {
        InitOptionSet options = new InitOptionSet();
        DocumentedCommand command = new DocumentedCommand(
            "init",
            "Write a first stagecraft.yml from what the account offers.",
            "stagecraft init",
            "stagecraft init --sandbox",
            "stagecraft init -e prod --key deploy --region fra1 --host app=2 --host db=1").With(options.All);
        command.SetAction((parsed, cancellationToken) =>
        {
            CommandContext context = invocation.ContextOf(parsed);
            GlobalArguments arguments = invocation.Arguments(parsed, context);
            return InitFlow.RunAsync(context, arguments, InitArguments.From(parsed, options), cancellationToken);
        });
        return command;
    }
}
