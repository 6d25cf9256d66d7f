using Stagecraft.Cli.Cloud;
using Stagecraft.Cli.Terminal;

namespace Stagecraft.Cli.Context;

/// <summary>The streams of a command. Messages on stderr have their secrets redacted.</summary>
internal sealed class CommandIo
{
    private readonly Func<string?> _readLine;

    internal CommandIo(CliEnvironment environment, OutputOptions options, SuggestedCommands commands)
    {
        Secrets = new SecretReader(environment.GetEnvironmentVariable);
        _readLine = environment.ReadLine;
        Options = options;
        Commands = commands;
        Results = new ResultWriter(environment.Out);
        LiveWriter error = environment.Error as LiveWriter ?? new LiveWriter(environment.Error);
        bool isDumb = environment.Variable("TERM") == "dumb";
        bool color = !options.NoColor && environment.Variable("NO_COLOR") is null && !isDumb;
        bool isTerminal = environment is { IsOutTerminal: true, IsErrorTerminal: true };
        Out = new TextOutput(Results, color && environment.IsOutTerminal, environment.IsOutTerminal ? environment.GetTerminalWidth : null);
        Error = new TextOutput(error, color && environment.IsErrorTerminal, isTerminal ? environment.GetTerminalWidth : null);
        Live = isTerminal && !isDumb && !options.Json && !options.Quiet ? error : null;
        CanAsk = environment is { IsInTerminal: true, IsErrorTerminal: true };
    }

    internal OutputOptions Options { get; }

    internal SuggestedCommands Commands { get; }

    internal SecretReader Secrets { get; }

    /// <summary>stdout for machines.</summary>
    internal ResultWriter Results { get; }

    /// <summary>stdout for people.</summary>
    internal TextOutput Out { get; }

    internal TextOutput Error { get; }

    /// <summary>stderr as a screen that is updated in place; null if each event is a line.</summary>
    internal LiveWriter? Live { get; }

    /// <summary>Whether prompts are possible: input and output are a terminal.</summary>
    internal bool CanAsk { get; }

    /// <summary>Writes a result to stdout, followed by a line end.</summary>
    internal void WriteResult(string result)
    {
        // One write: either all of it arrives or nothing.
        Results.Write(result + '\n');
        Results.Flush();
    }

    /// <summary>Reads a line of stdin; null at its end.</summary>
    internal async Task<string?> ReadLineAsync(CancellationToken cancellationToken)
    {
        // A console cannot stop reading, so an interrupted read is abandoned.
        string? line = await Task.Run(_readLine, cancellationToken).WaitAsync(cancellationToken);
        if (line is null)
        {
            Error.Line();
        }

        return line;
    }

    internal void Warn(string message) => WriteLine(!Options.Quiet, new Segment("warning: ", Tone.Warning), message);

    internal void Note(string message) => WriteLine(!Options.Quiet, "note: ", message);

    internal void Hint(string message) => WriteLine(!Options.Quiet, "hint: ", message);

    internal void Detail(string message) => WriteLine(Options.Verbose, "", message);

    internal string Redact(string text) => Secrets.Redact(text);

    /// <summary>The text with its commands completed and without secrets.</summary>
    internal string Hinted(string text) => Redact(Commands.Complete(text));

    private void WriteLine(bool isShown, Segment head, string message)
    {
        if (isShown)
        {
            Prose.Write(Error, Hinted(message), Error.Width, first: head);
            Error.Flush();
        }
    }
}
