using System.Reflection;
using Stagecraft.Cli.Arguments;
using Stagecraft.Cli.Cloud;
using Stagecraft.Cli.Errors;
using Stagecraft.Cli.Flow;
using Stagecraft.Cli.Rendering;

namespace Stagecraft.Cli.Commands;

/// <summary><c>stagecraft</c>: the whole command line.</summary>
internal static class StagecraftCommand
{
    // Not an initializer: reflection takes time, and most commands do not show the version.
    internal static string Version =>
        typeof(StagecraftCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0]
        ?? "unknown";

    internal static DocumentedCommand Create(Invocation invocation)
    {
        DocumentedCommand root = new DocumentedCommand(
            "stagecraft",
            $"Provisions the hosts that stagecraft.yml declares, on {Clouds.AnyCloud}.",
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
            HelpCommand(invocation),
            VersionCommand(invocation),
            CompletionCommands.Complete(invocation)).With(InfraCommand.ShortForms(invocation));
    }

    private static DocumentedCommand Init(Invocation invocation) => invocation.Run(
        new DocumentedCommand(
            "init",
            "Create a stagecraft.yml from your account's keys and sizes.",
            "stagecraft init",
            "stagecraft init --sandbox",
            "stagecraft init -e prod --key deploy --region fra1 --host app=2 --host db=1",
            "stagecraft init --cloud aws --account-id 123456789012").With(InitArguments.Options()),
        (context, arguments, parsed, cancellationToken) =>
            InitFlow.RunAsync(context, arguments, InitArguments.From(parsed), cancellationToken));

    private static DocumentedCommand Validate(Invocation invocation) => invocation.Run(
        new DocumentedCommand(
            "validate",
            "Check the whole file, without network access or secrets.",
            "stagecraft validate",
            "stagecraft validate -c deploy/stagecraft.yml -o json")
        {
            WithoutEffect = ["--sandbox", "--sandbox-state"],
            MeaningOfEnvironment = "Fail if the file does not declare this environment",
        },
        (context, arguments, _, _) => Task.FromResult(ValidateFlow.Run(context, arguments)));

    private static DocumentedCommand Doctor(Invocation invocation) => invocation.Run(
        new DocumentedCommand(
            "doctor",
            "Diagnose config, credentials and account, and suggest fixes.",
            "stagecraft doctor",
            "stagecraft doctor --dry-run",
            "stagecraft doctor -o json | jq '.checks[] | select(.outcome != \"ok\")'").With(
            GlobalOptions.Flag("--dry-run", "AWS: also check the write permissions")),
        (context, arguments, parsed, cancellationToken) =>
            DoctorFlow.RunAsync(context, arguments, parsed.GetValue<bool>("--dry-run"), cancellationToken));

    private static DocumentedCommand Sandbox(Invocation invocation) => invocation.Run(
        new DocumentedCommand(
            "sandbox",
            $"Run a local {Clouds.AnyCloud} API until it is interrupted.",
            "stagecraft sandbox",
            "stagecraft sandbox --port 8080 --boot 2s --rate-limit off",
            "stagecraft sandbox --faults faults.yml --control",
            "stagecraft sandbox --cloud aws")
        {
            Refused = new Dictionary<string, string?>
            {
                ["--env"] = null,
                ["--sandbox"] = null,
                ["--sandbox-state"] = "to choose the state: `stagecraft sandbox --state FILE`",
            },
        }.With(SandboxArguments.Options()),
        (context, arguments, parsed, cancellationToken) =>
            SandboxFlow.RunAsync(context, arguments, SandboxArguments.From(parsed), cancellationToken));

    private static DocumentedCommand HelpCommand(Invocation invocation)
    {
        Argument<string[]> words = new("command")
        {
            Arity = ArgumentArity.ZeroOrMore,
            HelpName = "[COMMAND...]",
            Description = "The command, for example: infra plan",
        };
        DocumentedCommand help = new DocumentedCommand(
            "help", "Show help for stagecraft or a command.", "stagecraft help", "stagecraft help infra plan").With(words);
        return invocation.Run(help, (context, _, parsed, _) =>
        {
            Command command = parsed.RootCommandResult.Command;
            foreach (string word in parsed.GetValue(words) ?? [])
            {
                command = ParseMistake.Find(command, word);
            }

            HelpText.Write(context.Io.Out, command);
            return Task.FromResult(ExitCodes.Done);
        });
    }

    // spec/cli/output.md, 13
    private static DocumentedCommand VersionCommand(Invocation invocation) => invocation.Run(
        new DocumentedCommand("version", "Show the version.", "stagecraft version", "stagecraft version -o json | jq -r .version"),
        (context, _, _, _) =>
        {
            if (context.Io.Options.Json)
            {
                context.Io.WriteResult(JsonText.ToText(indented: true, json => json.WriteString("version", Version)));
            }
            else
            {
                context.Io.Out.Line($"stagecraft {Version}");
                context.Io.Out.Flush();
            }

            return Task.FromResult(ExitCodes.Done);
        });

    private static DocumentedCommand Schema(Invocation invocation) => invocation.Run(
        new DocumentedCommand(
            "schema", "Print the JSON schema of stagecraft.yml, for editors.", "stagecraft schema > stagecraft.schema.json"),
        (context, _, _, _) => Task.FromResult(SchemaFlow.Run(context)));
}
