using Stagecraft.Cli.Arguments;
using Stagecraft.Cli.Context;
using Stagecraft.Cli.Flow;

namespace Stagecraft.Cli.Commands;

/// <summary><c>infra hosts</c>.</summary>
internal static class InfraHostsCommand
{
    internal static DocumentedCommand Create(Invocation invocation)
    {
        Option<bool> all = GlobalOptions.Flag("--all", "Every environment in the account, declared or not");
        DocumentedCommand command = new DocumentedCommand(
            "hosts",
            "List the hosts that exist; changes nothing.",
            "stagecraft infra hosts -e prod",
            "stagecraft infra hosts -e prod -o json | jq -r '.hosts[].public_ipv4'",
            "stagecraft infra hosts -e prod -o ansible > inventory.ini",
            "stagecraft infra hosts -e prod -o ssh-config > ~/.ssh/config.d/prod",
            "eval \"$(stagecraft infra hosts -e prod -o env)\"",
            "stagecraft infra hosts --all")
        {
            MoreOutputs = ["ansible", "ssh-config", "env"],
        }.With([all]);
        command.SetAction((parsed, cancellationToken) =>
        {
            CommandContext context = invocation.ContextOf(parsed);
            GlobalArguments arguments = invocation.Arguments(parsed, context);
            return parsed.GetValue(all)
                ? AllHostsFlow.RunAsync(context, arguments, cancellationToken)
                : HostsFlow.RunAsync(context, arguments, cancellationToken);
        });
        return command;
    }
}
