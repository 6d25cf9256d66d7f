using Stagecraft.Cli.Arguments;
using Stagecraft.Cli.Flow;

namespace Stagecraft.Cli.Commands;

/// <summary><c>infra</c>: the commands on an environment's hosts.</summary>
internal static class InfraCommand
{
    internal static DocumentedCommand Create(Invocation invocation) => new DocumentedCommand(
        "infra",
        "Plan, create, delete, list and adopt the hosts of an environment.",
        "stagecraft infra plan -e prod",
        "stagecraft infra up -e prod").With(
        Plan(invocation),
        Up(invocation),
        Down(invocation),
        Hosts(invocation),
        OwnershipCommands.Adopt(invocation),
        OwnershipCommands.Forget(invocation),
        OwnershipCommands.Rename(invocation),
        OwnershipCommands.Unprotect(invocation),
        ReserveCommand.Create(invocation),
        SshCommand.Create(invocation));

    /// <summary>The commands that can also be written without <c>infra</c>.</summary>
    internal static IEnumerable<DocumentedCommand> ShortForms(Invocation invocation)
    {
        DocumentedCommand[] commands = [Plan(invocation), Up(invocation), Down(invocation), Hosts(invocation)];
        foreach (DocumentedCommand command in commands)
        {
            command.IsShortForm = true;
        }

        return commands;
    }

    private static DocumentedCommand Plan(Invocation invocation) => invocation.Run(
        new DocumentedCommand(
            "plan",
            "Show changes between the config and the account (read-only).",
            "stagecraft infra plan -e prod",
            "stagecraft infra plan -e prod -o json | jq -e '.summary.delete == 0'",
            "stagecraft infra plan -e prod -o markdown > comment.md",
            "stagecraft infra plan -e prod --detailed-exitcode",
            "stagecraft infra plan -e prod --target app-1 app-2",
            "stagecraft infra plan -e prod --replace app-1 --out plan.json",
            "stagecraft infra plan --all")
        {
            MoreOutputs = [GlobalArguments.Markdown],
        }.With(PlanArguments.Options()),
        (context, arguments, parsed, cancellationToken) =>
        {
            PlanArguments plan = PlanArguments.From(parsed);
            return parsed.GetValue<bool>("--all")
                ? AllPlansFlow.RunAsync(context, arguments, plan, cancellationToken)
                : PlanFlow.RunAsync(context, arguments, plan, cancellationToken);
        });

    private static DocumentedCommand Up(Invocation invocation) => Apply(
        invocation, PlanIntent.Converge, ApplyArguments.OptionsOfUp(), new DocumentedCommand(
            "up",
            "Make the account match the config, and wait until it does.",
            "stagecraft infra up -e staging",
            "stagecraft infra up -e prod --yes",
            "stagecraft infra up -e prod --yes --allow-delete -o json",
            "stagecraft infra up -e prod --target app-1,app-2",
            "stagecraft infra up -e prod --replace app-1 --max-delete 1",
            "stagecraft infra up -e prod --replace outdated --max-unavailable 2",
            "stagecraft infra up -e prod --resize role:app",
            "stagecraft infra up --plan plan.json")
        { MoreOutputs = [GlobalArguments.Markdown], IsStream = true, Aliases = { "apply" } });

    private static DocumentedCommand Down(Invocation invocation) => Apply(
        invocation, PlanIntent.Down, ApplyArguments.OptionsOfDown(), new DocumentedCommand(
            "down",
            "Delete every host of an environment, and wait for completion.",
            "stagecraft infra down -e staging --dry-run",
            "stagecraft infra down -e pr-123 --yes --max-delete 5")
        {
            MoreOutputs = [GlobalArguments.Markdown],
            IsStream = true,
            Aliases = { "destroy" },
            MeaningOfEnvironment = "The environment, required [STAGECRAFT_ENV, or --plan]",
        });

    private static DocumentedCommand Apply(
        Invocation invocation, PlanIntent intent, IReadOnlyList<Option> options, DocumentedCommand command) => invocation.Run(
        command.With(options),
        (context, arguments, parsed, cancellationToken) =>
        {
            ApplyArguments apply = ApplyArguments.From(parsed);
            return ApplyFlow.RunAsync(context, arguments.ForRun(apply.DryRun), apply, intent, cancellationToken);
        });

    private static DocumentedCommand Hosts(Invocation invocation) => invocation.Run(
        new DocumentedCommand(
            "hosts",
            "List the existing hosts (read-only).",
            "stagecraft infra hosts -e prod",
            "stagecraft infra hosts -e prod -o json | jq -r '.hosts[].public_ipv4'",
            "stagecraft infra hosts -e prod -o ansible > inventory.ini",
            "stagecraft infra hosts -e prod -o ssh-config > ~/.ssh/config.d/prod",
            "eval \"$(stagecraft infra hosts -e prod -o env)\"",
            "stagecraft infra hosts -e prod -o kamal > config/deploy.prod.yml",
            "stagecraft infra hosts -e prod -o prometheus --port 9100 > targets.json",
            "stagecraft infra hosts --all")
        {
            MoreOutputs = ["ansible", "ssh-config", "env", "kamal", HostsArguments.Prometheus],
        }.With(HostsArguments.Options()),
        (context, arguments, parsed, cancellationToken) =>
        {
            HostsArguments hosts = HostsArguments.From(parsed, arguments);
            return hosts.All
                ? AllHostsFlow.RunAsync(context, arguments, cancellationToken)
                : HostsFlow.RunAsync(context, arguments, hosts.Port, cancellationToken);
        });
}
