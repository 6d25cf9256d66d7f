using Stagecraft.Cli.Arguments;
using Stagecraft.Cli.Flow;

namespace Stagecraft.Cli.Commands;

/// <summary><c>infra ssh</c>: runs the system's <c>ssh</c> for a host.</summary>
internal static class SshCommand
{
    internal static DocumentedCommand Create(Invocation invocation)
    {
        Argument<string> host = new("host") { HelpName = "HOST", Description = "The name of an existing host" };
        Argument<string[]> remote = new("command")
        {
            Arity = ArgumentArity.ZeroOrMore,
            HelpName = "[-- COMMAND...]",
            Description = "The command to run on the host [default: a shell]",
        };
        return invocation.Run(
            new DocumentedCommand(
                "ssh",
                "Open an SSH session on a host, or run a command on it.",
                "stagecraft infra ssh app-1 -e prod",
                "stagecraft infra ssh app-1 -e prod -- journalctl -u app -n 50").With(host, remote),
            (context, arguments, parsed, cancellationToken) =>
                SshFlow.RunAsync(context, arguments, SshArguments.From(parsed, arguments), cancellationToken));
    }
}
