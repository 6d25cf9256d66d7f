using System.CommandLine;
using Stagecraft.Cli.Arguments;
using Stagecraft.Cli.Cloud;
using Stagecraft.Cli.Commands;
using Stagecraft.Cli.Terminal;
using Stagecraft.Config;

namespace Stagecraft.Cli.Context;

/// <summary>What every flow needs: where to write, how much to say, and the world outside. Made before the arguments are checked, so that
/// their errors come out in the form that was asked for.</summary>
internal sealed class CommandContext
{
    private CommandContext(CliEnvironment environment, bool json, bool verbose, bool quiet, bool noColor)
    {
        Results = new ResultWriter(environment.Out);
        LiveWriter error = environment.Error as LiveWriter ?? new LiveWriter(environment.Error);
        Environment = environment with { Out = Results, Error = error };
        Json = json;
        Verbose = verbose;
        Quiet = quiet;
        Secrets = new SecretReader(environment.GetEnvironmentVariable);
        bool isDumb = environment.Variable("TERM") == "dumb";
        bool colour = !noColor && environment.Variable("NO_COLOR") is null && !isDumb;
        bool isTerminal = environment is { IsOutTerminal: true, IsErrorTerminal: true };
        Out = new TextOutput(Results, colour && environment.IsOutTerminal, environment.IsOutTerminal ? environment.GetTerminalWidth : null);
        Error = new TextOutput(error, colour && environment.IsErrorTerminal, isTerminal ? environment.GetTerminalWidth : null);
        Live = isTerminal && !isDumb && !json && !quiet ? error : null;
    }

    internal CliEnvironment Environment { get; }

    /// <summary>stdout.</summary>
    internal ResultWriter Results { get; }

    internal bool Json { get; }

    internal bool Verbose { get; }

    internal bool Quiet { get; }

    internal TextOutput Out { get; }

    internal TextOutput Error { get; }

    /// <summary>stderr as a screen where what happens is shown in place; null where it is a line an event.</summary>
    internal LiveWriter? Live { get; }

    /// <summary>How many requests the provider may send at once; null where it does not tell.</summary>
    internal Func<int?> RequestsLeft { get; set; } = () => null;

    /// <summary>The environment as the provider reads it.</summary>
    internal SecretReader Secrets { get; }

    /// <summary>The config file, once it was read.</summary>
    internal ConfigSource? Source { get; private set; }

    /// <summary>stdout is a stream of lines, not one document.</summary>
    internal bool IsStream { get; private init; }

    /// <summary>Somebody can read a question and answer it.</summary>
    internal bool CanAsk => Environment is { IsInTerminal: true, IsErrorTerminal: true };

    // Asks for the results' tokens, not their values: a command line with mistakes has no values.
    internal static CommandContext Create(ParseResult parsed, GlobalOptions options, CliEnvironment environment) => new(
        environment,
        parsed.GetResult(options.Output)?.Tokens is [.., { Value: "json" }],
        GlobalOptions.IsGiven(parsed, options.Verbose),
        GlobalOptions.IsGiven(parsed, options.Quiet),
        GlobalOptions.IsGiven(parsed, options.NoColor))
    {
        IsStream = parsed.CommandResult.Command.Name is InfraUpCommand.Name or InfraDownCommand.Name,
    };

    /// <summary>Reads the config file, and keeps it for what is to be told of it.</summary>
    /// <exception cref="ConfigException">It cannot be read, or is no such document.</exception>
    internal StagecraftFileResult ReadConfig(string file)
    {
        Source = new ConfigSource(file, ConfigReader.Load(file));
        return StagecraftFile.Parse(ConfigReader.Read(file, Source.Content));
    }

    internal void Warn(string message)
    {
        if (!Quiet)
        {
            Error.Line(new Segment("warning: ", Tone.Warning), Secrets.Redact(message));
            Error.Flush();
        }
    }

    internal void Note(string message)
    {
        if (!Quiet)
        {
            Error.Line("note: ", Secrets.Redact(message));
            Error.Flush();
        }
    }

    internal void Detail(string message)
    {
        if (Verbose)
        {
            Error.Line(Secrets.Redact(message));
            Error.Flush();
        }
    }
}
