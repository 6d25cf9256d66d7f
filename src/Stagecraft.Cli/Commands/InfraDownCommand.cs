using System.CommandLine;
using Stagecraft.Cli.Arguments;
using Stagecraft.Cli.Flow;

namespace Stagecraft.Cli.Commands;

/// <summary><c>infra down</c>, also <c>infra destroy</c>.</summary>
internal static class InfraDownCommand
{
    internal const string Name = "down";

    internal static DocumentedCommand Create(Invocation invocation)
    {
        Option<bool> yes = GlobalOptions.Flag("--yes", "Do not ask", "-y");
        Option<bool> dryRun = GlobalOptions.Flag("--dry-run", "Show the plan and stop");
        DocumentedCommand command = new DocumentedCommand(
            Name,
            "Delete every droplet of an environment, wait until they are gone.",
            "stagecraft infra down -e staging --dry-run",
            "stagecraft infra down -e pr-123 --yes").With([yes, dryRun]);
        command.Aliases.Add("destroy");
        command.SetAction((parsed, cancellationToken) =>
        {
            CommandContext context = invocation.ContextOf(parsed);
            GlobalArguments arguments = invocation.Arguments(parsed, context);
            return DownFlow.RunAsync(context, arguments, parsed.GetValue(yes), parsed.GetValue(dryRun), cancellationToken);
        });
        return command;
    }
}
