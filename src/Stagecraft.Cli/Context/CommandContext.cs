using Stagecraft.Cli.Cloud;

namespace Stagecraft.Cli.Context;

/// <summary>The surroundings of a command. They exist before the arguments are checked, so that errors have the requested form.</summary>
internal sealed class CommandContext(CliEnvironment environment, OutputOptions options, SuggestedCommands commands)
{
    internal CliEnvironment Environment => environment;

    internal CommandIo Io { get; } = new(environment, options, commands);

    /// <summary>The environment variables as the provider reads them.</summary>
    internal SecretReader Secrets => Io.Secrets;

    internal ConfigFile Config { get; } = new();
}
