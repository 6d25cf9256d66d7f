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
        OwnershipCommands.Unprotect(invocation));

    private static DocumentedCommand Plan(Invocation invocation)
    {
        PlanOptionSet options = new PlanOptionSet();
        DocumentedCommand command = new DocumentedCommand(
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
        };
        return invocation.Run(command.With(options.All), (context, arguments, parsed, cancellationToken) =>
        {
            PlanArguments plan = PlanArguments.From(parsed, options);
            return parsed.GetValue(options.AllEnvironments)
                ? AllPlansFlow.RunAsync(context, arguments, plan, cancellationToken)
                : PlanFlow.RunAsync(context, arguments, plan, cancellationToken);
        });
    }

    private static DocumentedCommand Up(Invocation invocation)
    {
        ApplyOptionSet options = new ApplyOptionSet();
        DocumentedCommand command = new DocumentedCommand(
            "up",
            "Make the account match the config, and wait until it does.",
            "stagecraft infra up -e staging",
            "stagecraft infra up -e prod --yes",
            "stagecraft infra up -e prod --yes --allow-delete -o json",
            "stagecraft infra up -e prod --target app-1,app-2",
            "stagecraft infra up -e prod --replace app-1 --max-delete 1",
            "stagecraft infra up --plan plan.json")
        {
            MoreOutputs = [GlobalArguments.Markdown],
            IsStream = true,
        };
        command.Aliases.Add("apply");
        return invocation.Run(command.With(options.OfUp), (context, arguments, parsed, cancellationToken) =>
        {
            ApplyArguments up = ApplyArguments.From(parsed, options);
            return UpFlow.RunAsync(context, arguments.ForRun(up.DryRun), up, cancellationToken);
        });
    }

    private static DocumentedCommand Down(Invocation invocation)
    {
        ApplyOptionSet options = new ApplyOptionSet();
        DocumentedCommand command = new DocumentedCommand(
            "down",
            "Delete every droplet of an environment, and wait for it.",
            "stagecraft infra down -e staging --dry-run",
            "stagecraft infra down -e pr-123 --yes --max-delete 5")
        {
            MoreOutputs = [GlobalArguments.Markdown],
            IsStream = true,
        };
        command.Aliases.Add("destroy");
        return invocation.Run(command.With(options.OfDown), (context, arguments, parsed, cancellationToken) =>
        {
            ApplyArguments down = ApplyArguments.From(parsed, options);
            return DownFlow.RunAsync(context, arguments.ForRun(down.DryRun), down, cancellationToken);
        });
    }

    private static DocumentedCommand Hosts(Invocation invocation)
    {
        Option<bool> all = GlobalOptions.Flag("--all", "Every environment in the account, declared or not");
        DocumentedCommand command = new DocumentedCommand(
            "hosts",
            "List the existing hosts (read-only).",
            "stagecraft infra hosts -e prod",
            "stagecraft infra hosts -e prod -o json | jq -r '.hosts[].public_ipv4'",
            "stagecraft infra hosts -e prod -o ansible > inventory.ini",
            "stagecraft infra hosts -e prod -o ssh-config > ~/.ssh/config.d/prod",
            "eval \"$(stagecraft infra hosts -e prod -o env)\"",
            "stagecraft infra hosts --all")
        {
            MoreOutputs = ["ansible", "ssh-config", "env"],
        };
        return invocation.Run(command.With(all), (context, arguments, parsed, cancellationToken) => parsed.GetValue(all)
            ? AllHostsFlow.RunAsync(context, arguments, cancellationToken)
            : HostsFlow.RunAsync(context, arguments, cancellationToken));
    }
}
