using Stagecraft.Cli.Cloud;

namespace Stagecraft.Cli.Context;

/// <summary>The surroundings of a command. They exist before the arguments are checked, so that errors have the requested form.</summary>
internal sealed class CommandContext
{
    internal CommandContext(CliEnvironment environment, OutputOptions options)
    {
        Environment = environment;
        Secrets = new SecretReader(environment.GetEnvironmentVariable);
        Io = new CommandIo(environment, options, Secrets);
    }

    internal CliEnvironment Environment { get; }

    /// <summary>The environment variables as the provider reads them.</summary>
    internal SecretReader Secrets { get; }

    internal CommandIo Io { get; }

    internal ConfigFile Config { get; } = new();
}
