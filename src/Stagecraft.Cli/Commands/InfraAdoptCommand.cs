using Stagecraft.Cli.Arguments;
using Stagecraft.Cli.Context;
using Stagecraft.Cli.Flow;

namespace Stagecraft.Cli.Commands;

/// <summary><c>infra adopt</c>.</summary>
internal static class InfraAdoptCommand
{
    internal static DocumentedCommand Create(Invocation invocation)
    {
        Argument<string> droplet = new Argument<string>("droplet") { HelpName = "DROPLET", Description = "The droplet's id, or its exact name" };
        Option<string> host = GlobalOptions.Value("--as", null, "HOST", "The declared host that it becomes");
        host.Required = true;
        Option<bool> yes = GlobalOptions.Flag("--yes", "Do not ask", "-y");
        Option<bool> dryRun = GlobalOptions.Flag("--dry-run", "Show what would be done and stop");
        DocumentedCommand command = new DocumentedCommand(
            "adopt",
            "Make an existing droplet a host: adds our tags, nothing else.",
            "stagecraft infra adopt legacy-db --as db-1 -e prod --dry-run",
            "stagecraft infra adopt 3164494 --as db-1 -e prod --yes").With([host, yes, dryRun]);
        command.Arguments.Add(droplet);
        command.SetAction((parsed, cancellationToken) =>
        {
            CommandContext context = invocation.ContextOf(parsed);
            GlobalArguments arguments = invocation.Arguments(parsed, context);
            OwnershipArguments what = OwnershipArguments.From(
                OwnershipAction.Adopt, parsed.GetValue(host) ?? "", parsed.GetValue(droplet), parsed.GetValue(yes), parsed.GetValue(dryRun));
            return OwnershipFlow.RunAsync(context, arguments, what, cancellationToken);
        });
        return command;
    }
}
