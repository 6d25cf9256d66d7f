using Stagecraft.Cli.Arguments;
using Stagecraft.Cli.Context;
using Stagecraft.Cli.Flow;

namespace Stagecraft.Cli.Commands;

/// <summary><c>schema</c>.</summary>
internal static class SchemaCommand
{
    internal static DocumentedCommand Create(Invocation invocation)
    {
        DocumentedCommand command = new DocumentedCommand(
            "schema",
            "Print the JSON schema of stagecraft.yml, for editors.",
            "stagecraft schema > stagecraft.schema.json");
        command.SetAction(parsed =>
        {
            CommandContext context = invocation.ContextOf(parsed);
            GlobalArguments arguments = invocation.Arguments(parsed, context);
            return SchemaFlow.Run(context, arguments);
        });
        return command;
    }
}
