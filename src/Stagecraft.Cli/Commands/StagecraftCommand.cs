using Stagecraft.Cli.Arguments;
using Stagecraft.Cli.Flow;

namespace Stagecraft.Cli.Commands;

/// <summary><c>stagecraft</c>: the whole command line.</summary>
internal static class StagecraftCommand
{
    internal static DocumentedCommand Create(Invocation invocation)
    {
        DocumentedCommand root = new DocumentedCommand(
            "stagecraft",
            "Provisions the hosts that stagecraft.yml declares as DigitalOcean droplets.",
            "stagecraft init --sandbox",
            "stagecraft infra plan -e staging",
            "stagecraft infra up -e staging --sandbox").With(GlobalOptions.Create());
        foreach (Option option in root.Options)
        {
            option.Recursive = true;
        }

        return root.With(
            Init(invocation),
            Validate(invocation),
            InfraCommand.Create(invocation),
            Doctor(invocation),
            Sandbox(invocation),
            Schema(invocation),
            CompletionCommands.Completions(invocation),
            CompletionCommands.Complete(invocation));
    }

    private static DocumentedCommand Init(Invocation invocation) => invocation.Run(
        new DocumentedCommand(
            "init",
            "Create a stagecraft.yml from your account's keys and sizes.",
            "stagecraft init",
            "stagecraft init --sandbox",
            "stagecraft init -e prod --key deploy --region fra1 --host app=2 --host db=1").With(InitArguments.Options()),
        (context, arguments, parsed, cancellationToken) =>
            InitFlow.RunAsync(context, arguments, InitArguments.From(parsed), cancellationToken));

    private static DocumentedCommand Validate(Invocation invocation) => invocation.Run(
        new DocumentedCommand(
            "validate",
            "Check the whole file, every environment; no network, no token.",
            "stagecraft validate",
            "stagecraft validate -c deploy/stagecraft.yml -o json"),
        (context, arguments, _, _) => Task.FromResult(ValidateFlow.Run(context, arguments)));

    private static DocumentedCommand Doctor(Invocation invocation) => invocation.Run(
        new DocumentedCommand(
            "doctor",
            "Diagnose config, token and account, and suggest fixes.",
            "stagecraft doctor",
            "stagecraft doctor -o json | jq '.checks[] | select(.outcome != \"ok\")'"),
        (context, arguments, _, cancellationToken) => DoctorFlow.RunAsync(context, arguments, cancellationToken));

    private static DocumentedCommand Sandbox(Invocation invocation) => invocation.Run(
        new DocumentedCommand(
            "sandbox",
            "Run a local DigitalOcean API until it is interrupted.",
            "stagecraft sandbox",
            "stagecraft sandbox --port 8080 --boot 2s --rate-limit off",
            "stagecraft sandbox --faults faults.yml --control").With(SandboxArguments.Options()),
        (context, arguments, parsed, cancellationToken) =>
            SandboxFlow.RunAsync(context, arguments, SandboxArguments.From(parsed, arguments), cancellationToken));

    private static DocumentedCommand Schema(Invocation invocation) => invocation.Run(
        new DocumentedCommand(
            "schema", "Print the JSON schema of stagecraft.yml, for editors.", "stagecraft schema > stagecraft.schema.json"),
        (context, arguments, _, _) => Task.FromResult(SchemaFlow.Run(context, arguments)));
}
