using Stagecraft.Cli.Arguments;
using Stagecraft.Cli.Cloud;
using Stagecraft.Cli.Flow;

namespace Stagecraft.Cli.Commands;

/// <summary><c>infra adopt</c>, <c>infra forget</c>, <c>infra rename</c> and <c>infra unprotect</c>: change the tags or the name of a
/// host's machine.</summary>
internal static class OwnershipCommands
{
    internal static DocumentedCommand Adopt(Invocation invocation)
    {
        Argument<string> machine = new("machine")
        {
            HelpName = "ID",
            Description = $"The ID of the {Clouds.AnyMachine}, or its exact name",
        };
        Option<string> host = GlobalOptions.Value("--as", "HOST", "The declared host that it becomes");
        host.Required = true;
        return Create(
            invocation,
            OwnershipAction.Adopt,
            [machine, host],
            $"Import an existing {Clouds.AnyMachine} (only adds tags).",
            "stagecraft infra adopt legacy-db --as db-1 -e prod --dry-run",
            "stagecraft infra adopt 3164494 --as db-1 -e prod --yes");
    }

    internal static DocumentedCommand Forget(Invocation invocation) => Create(
        invocation,
        OwnershipAction.Forget,
        [Host()],
        "Stop managing a host (only removes tags).",
        "stagecraft infra forget db-1 -e prod --dry-run",
        "stagecraft infra forget db-1 -e prod --yes");

    internal static DocumentedCommand Rename(Invocation invocation) => Create(
        invocation,
        OwnershipAction.Rename,
        [
            new Argument<string>("old")
            {
                HelpName = "OLD",
                Description = "The existing host, which the file no longer declares, or its ID",
            },
            new Argument<string>("new") { HelpName = "NEW", Description = "The new name, which the file declares" },
        ],
        $"Rename an existing host; its {Clouds.AnyMachine} is not recreated.",
        "stagecraft infra rename web-1 app-1 -e prod --dry-run",
        "stagecraft infra rename web-1 app-1 -e prod --yes");

    internal static DocumentedCommand Unprotect(Invocation invocation) => Create(
        invocation,
        OwnershipAction.Unprotect,
        [Host()],
        "Remove deletion protection from a host.",
        "stagecraft infra unprotect db-1 -e prod",
        "stagecraft infra unprotect db-1 -e prod --yes -o json");

    private static Argument<string> Host() => new("host")
    {
        HelpName = "HOST",
        Description = $"The host's name, or the ID of one of its {Clouds.AnyMachines}",
    };

    private static DocumentedCommand Create(
        Invocation invocation, OwnershipAction action, Symbol[] parts, string description, params string[] examples) => invocation.Run(
        new DocumentedCommand(OwnershipArguments.WordOf(action), description, examples).With(
            [.. parts, GlobalOptions.Yes(), GlobalOptions.Flag("--dry-run", "Show the change and stop")]),
        (context, arguments, parsed, cancellationToken) =>
            OwnershipFlow.RunAsync(context, arguments, OwnershipArguments.From(parsed, action), cancellationToken));
}
