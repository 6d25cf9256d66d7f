using Stagecraft.Cli.Arguments;

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
            "stagecraft infra up -e staging --sandbox");
        foreach (Option option in invocation.Global.All)
        {
            option.Recursive = true;
        }

        root.With(invocation.Global.All);
        root.Subcommands.Add(InitCommand.Create(invocation));
        root.Subcommands.Add(ValidateCommand.Create(invocation));
        root.Subcommands.Add(InfraCommand.Create(invocation));
        root.Subcommands.Add(DoctorCommand.Create(invocation));
        root.Subcommands.Add(SandboxCommand.Create(invocation));
        root.Subcommands.Add(SchemaCommand.Create(invocation));
        root.Subcommands.Add(CompletionsCommand.Create(invocation));
        root.Subcommands.Add(CompleteCommand.Create(invocation));
        return root;
    }
}
