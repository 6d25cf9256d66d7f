using Stagecraft.Cli.Arguments;
using Stagecraft.Cli.Flow;

namespace Stagecraft.Cli.Commands;

/// <summary><c>infra reserve</c>: reserves a public address for a host.</summary>
internal static class ReserveCommand
{
    internal static DocumentedCommand Create(Invocation invocation) => invocation.Run(
        new DocumentedCommand(
            "reserve",
            "Reserve a public IP address for a host; `up` assigns it.",
            "stagecraft infra reserve db-1 -e prod --dry-run",
            "stagecraft infra reserve db-1 -e prod --yes -o json | jq -r .address").With(
            new Argument<string>("host") { HelpName = "HOST", Description = "The name of a declared host" },
            GlobalOptions.Yes(),
            GlobalOptions.Flag("--dry-run", "Show the reservation and stop")),
        (context, arguments, parsed, cancellationToken) =>
            ReserveFlow.RunAsync(context, arguments, ReserveArguments.From(parsed), cancellationToken));
}
