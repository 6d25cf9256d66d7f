using Stagecraft.Cli.Arguments;
using Stagecraft.Cli.Cloud;
using Stagecraft.Cli.Flow;

namespace Stagecraft.Cli.Commands;

/// <summary><c>infra ssh</c>: runs the system's <c>ssh</c> for a host.</summary>
internal static class SshCommand
{
    private static readonly string NoSoftware = $"{Clouds.AnyMachines} of the sandbox run no software";

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
                "stagecraft infra ssh app-1 -e prod -- journalctl -u app -n 50")
            {
                Refused = new Dictionary<string, string?>
                {
                    ["--sandbox"] = NoSoftware,
                    ["--sandbox-state"] = NoSoftware,
                    ["--output"] = "the output is that of ssh",
                },
            }.With(host, remote),
            (context, arguments, parsed, cancellationToken) =>
                SshFlow.RunAsync(context, arguments, SshArguments.From(parsed), cancellationToken));
    }
}
