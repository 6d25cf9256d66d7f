using Stagecraft.Cli.Arguments;

namespace Stagecraft.Cli.Commands;

/// <summary><c>infra</c>: the commands on an environment's hosts.</summary>
internal static class InfraCommand
{
    internal static DocumentedCommand Create(Invocation invocation)
    {
        DocumentedCommand infra = new DocumentedCommand(
            "infra",
            "Plan, create, delete, list and adopt the hosts of an environment.",
            "stagecraft infra plan -e prod",
            "stagecraft infra up -e prod");
        infra.Subcommands.Add(InfraPlanCommand.Create(invocation));
        infra.Subcommands.Add(InfraUpCommand.Create(invocation));
        infra.Subcommands.Add(InfraDownCommand.Create(invocation));
        infra.Subcommands.Add(InfraHostsCommand.Create(invocation));
        infra.Subcommands.Add(InfraAdoptCommand.Create(invocation));
        infra.Subcommands.Add(InfraHostTagsCommand.Forget(invocation));
        infra.Subcommands.Add(InfraHostTagsCommand.Unprotect(invocation));
        return infra;
    }
}
