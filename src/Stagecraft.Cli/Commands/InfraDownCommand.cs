using Stagecraft.Cli.Arguments;
using Stagecraft.Cli.Context;
using Stagecraft.Cli.Flow;

namespace Stagecraft.Cli.Commands;

/// <summary><c>infra down</c>, also <c>infra destroy</c>.</summary>
internal static class InfraDownCommand
{
    internal static DocumentedCommand Create(Invocation invocation)
    {
        DownOptions options = new DownOptions();
        DocumentedCommand command = new DocumentedCommand(
            "down",
            "Delete every droplet of an environment, wait until they are gone.",
            "stagecraft infra down -e staging --dry-run",
            "stagecraft infra down -e pr-123 --yes --max-delete 5")
        {
            MoreOutputs = [GlobalArguments.Markdown],
            IsStream = true,
        }.With(options.All);
        command.Aliases.Add("destroy");
        command.SetAction((parsed, cancellationToken) =>
        {
            CommandContext context = invocation.ContextOf(parsed);
            GlobalArguments arguments = invocation.Arguments(parsed, context);
            DownArguments asked = DownArguments.From(parsed, options);
            return DownFlow.RunAsync(context, arguments.ForRun(asked.DryRun), asked, cancellationToken);
        });
        return command;
    }
}
