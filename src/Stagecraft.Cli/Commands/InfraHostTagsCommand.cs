using Stagecraft.Cli.Arguments;
using Stagecraft.Cli.Context;
using Stagecraft.Cli.Flow;

namespace Stagecraft.Cli.Commands;

/// <summary><c>infra forget</c> and <c>infra unprotect</c>: remove tags from a host's droplet.</summary>
internal static class InfraHostTagsCommand
{
    internal static DocumentedCommand Forget(Invocation invocation) => Create(
        invocation,
        OwnershipAction.Forget,
        "Let a host's droplet go: takes our tags from it; it stays.",
        "stagecraft infra forget db-1 -e prod --dry-run",
        "stagecraft infra forget db-1 -e prod --yes");

    internal static DocumentedCommand Unprotect(Invocation invocation) => Create(
        invocation,
        OwnershipAction.Unprotect,
        "End the protection of a host's droplet: it may be deleted again.",
        "stagecraft infra unprotect db-1 -e prod",
        "stagecraft infra unprotect db-1 -e prod --yes -o json");

    private static DocumentedCommand Create(Invocation invocation, OwnershipAction action, string description, params string[] examples)
    {
        Argument<string> host = new Argument<string>("host") { HelpName = "HOST", Description = "The host's name; the id of one of its droplets where it has several" };
        Option<bool> yes = GlobalOptions.Flag("--yes", "Do not ask", "-y");
        Option<bool> dryRun = GlobalOptions.Flag("--dry-run", "Show what would be done and stop");
        DocumentedCommand command = new DocumentedCommand(OwnershipArguments.WordOf(action), description, examples).With([yes, dryRun]);
        command.Arguments.Add(host);
        command.SetAction((parsed, cancellationToken) =>
        {
            CommandContext context = invocation.ContextOf(parsed);
            GlobalArguments arguments = invocation.Arguments(parsed, context);
            OwnershipArguments what = OwnershipArguments.From(action, parsed.GetValue(host) ?? "", null, parsed.GetValue(yes), parsed.GetValue(dryRun));
            return OwnershipFlow.RunAsync(context, arguments, what, cancellationToken);
        });
        return command;
    }
}
