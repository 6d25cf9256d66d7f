using Stagecraft.Cli.Arguments;
using Stagecraft.Cli.Context;
using Stagecraft.Cli.Flow;

namespace Stagecraft.Cli.Commands;

/// <summary><c>infra up</c>, also <c>infra apply</c>.</summary>
internal static class InfraUpCommand
{
    internal static DocumentedCommand Create(Invocation invocation)
    {
        UpOptions options = new UpOptions();
        DocumentedCommand command = new DocumentedCommand(
            "up",
            "Make the account match the file, and wait until it does.",
            "stagecraft infra up -e staging",
            "stagecraft infra up -e prod --yes",
            "stagecraft infra up -e prod --yes --allow-delete -o json",
            "stagecraft infra up -e prod --target app-1,app-2",
            "stagecraft infra up -e prod --replace app-1 --max-delete 1",
            "stagecraft infra up --plan plan.json")
        {
            MoreOutputs = [GlobalArguments.Markdown],
            IsStream = true,
        }.With(options.All);
        command.Aliases.Add("apply");
        command.SetAction((parsed, cancellationToken) =>
        {
            CommandContext context = invocation.ContextOf(parsed);
            GlobalArguments arguments = invocation.Arguments(parsed, context);
            UpArguments up = UpArguments.From(parsed, options);
            return UpFlow.RunAsync(context, arguments.ForRun(up.DryRun), up, cancellationToken);
        });
        return command;
    }
}
