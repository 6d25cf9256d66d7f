using Stagecraft.Cli.Arguments;
using Stagecraft.Cli.Flow;

namespace Stagecraft.Cli.Commands;

/// <summary><c>infra adopt</c>, <c>infra forget</c> and <c>infra unprotect</c>: add or remove the tags of a host's droplet.</summary>
internal static class OwnershipCommands
{
    internal static DocumentedCommand Adopt(Invocation invocation)
    {
        Argument<string> droplet = new("droplet") { HelpName = "DROPLET", Description = "The droplet's ID, or its exact name" };
        Option<string> host = GlobalOptions.Value("--as", null, "HOST", "The declared host that it becomes");
        host.Required = true;
        DocumentedCommand command = new DocumentedCommand(
            "adopt",
            "Bring an existing droplet under management; only adds tags.",
            "stagecraft infra adopt legacy-db --as db-1 -e prod --dry-run",
            "stagecraft infra adopt 3164494 --as db-1 -e prod --yes").With(droplet, host);
        return Create(invocation, command, OwnershipAction.Adopt, parsed => parsed.GetValue(host), parsed => parsed.GetValue(droplet));
    }

    internal static DocumentedCommand Forget(Invocation invocation) => Create(
        invocation,
        OwnershipAction.Forget,
        "Stop managing a host's droplet; only removes tags.",
        "stagecraft infra forget db-1 -e prod --dry-run",
        "stagecraft infra forget db-1 -e prod --yes");

    internal static DocumentedCommand Unprotect(Invocation invocation) => Create(
        invocation,
        OwnershipAction.Unprotect,
        "Remove deletion protection from a host's droplet.",
        "stagecraft infra unprotect db-1 -e prod",
        "stagecraft infra unprotect db-1 -e prod --yes -o json");

    private static DocumentedCommand Create(Invocation invocation, OwnershipAction action, string description, params string[] examples)
    {
        Argument<string> host = new("host")
        {
            HelpName = "HOST",
            Description = "The host's name; the ID of one of its droplets if it has several",
        };
        DocumentedCommand command = new DocumentedCommand(OwnershipArguments.WordOf(action), description, examples).With(host);
        return Create(invocation, command, action, parsed => parsed.GetValue(host), _ => null);
    }

    private static DocumentedCommand Create(
        Invocation invocation,
        DocumentedCommand command,
        OwnershipAction action,
        Func<ParseResult, string?> host,
        Func<ParseResult, string?> machine)
    {
        Option<bool> yes = GlobalOptions.Yes();
        Option<bool> dryRun = GlobalOptions.Flag("--dry-run", "Show the change and stop");
        return invocation.Run(command.With(yes, dryRun), (context, arguments, parsed, cancellationToken) => OwnershipFlow.RunAsync(
            context,
            arguments,
            OwnershipArguments.From(action, host(parsed) ?? "", machine(parsed), parsed.GetValue(yes), parsed.GetValue(dryRun)),
            cancellationToken));
    }
}
