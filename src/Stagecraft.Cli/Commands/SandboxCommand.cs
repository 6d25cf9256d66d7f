using Stagecraft.Cli.Arguments;
using Stagecraft.Cli.Context;
using Stagecraft.Cli.Flow;

namespace Stagecraft.Cli.Commands;

/// <summary><c>sandbox</c>.</summary>
internal static class SandboxCommand
{
    internal static DocumentedCommand Create(Invocation invocation)
    {
        SandboxOptionSet options = new SandboxOptionSet();
        DocumentedCommand command = new DocumentedCommand(
            "sandbox",
            "Run a DigitalOcean API on this machine until it is interrupted.",
            "stagecraft sandbox",
            "stagecraft sandbox --port 8080 --boot 2s --rate-limit off",
            "stagecraft sandbox --faults faults.yml --control").With(options.All);
        command.SetAction((parsed, cancellationToken) =>
        {
            CommandContext context = invocation.ContextOf(parsed);
            GlobalArguments arguments = invocation.Arguments(parsed, context);
            return SandboxFlow.RunAsync(context, arguments, SandboxArguments.From(parsed, options, arguments), cancellationToken);
        });
        return command;
    }
}
