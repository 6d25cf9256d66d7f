using Stagecraft.Cli.Flow;

namespace Stagecraft.Cli.Commands;

/// <summary><c>infra hosts</c>.</summary>
internal static class InfraHostsCommand
{
    internal static DocumentedCommand Create(Invocation invocation)
    {
        var command = new DocumentedCommand(
            "hosts",
            "List the hosts that exist; changes nothing.",
            "stagecraft infra hosts -e prod",
            "stagecraft infra hosts -e prod -o json | jq -r '.hosts[].public_ipv4'");
        command.SetAction((parsed, cancellationToken) =>
        {
            CommandContext context = invocation.ContextOf(parsed);
            return HostsFlow.RunAsync(context, invocation.Arguments(parsed, context), cancellationToken);
        });
        return command;
    }
}
