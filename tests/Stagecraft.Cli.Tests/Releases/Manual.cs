using System.CommandLine;
using System.Text;
using Stagecraft.Cli.Arguments;
using Stagecraft.Cli.Commands;
using Stagecraft.Cli.Errors;
using Stagecraft.Cli.Rendering;

namespace Stagecraft.Cli.Tests.Releases;

/// <summary>The manual page, generated from the definitions of the commands.</summary>
internal static class Manual
{
    /// <summary>The date of the last review. The build date would make the page irreproducible.</summary>
    private const string Date = "2026-11-23";

    private static readonly (string Name, string Text)[] Variables =
    [
        ("STAGECRAFT_CONFIG", "The config file; --config takes precedence."),
        ("STAGECRAFT_ENV", "The environment; --env takes precedence."),
        ("DO_TOKEN",
            "The API token of DigitalOcean; the config file can specify another variable (token_env). It is never stored or printed."),
        ("DIGITALOCEAN_API_URL", "Replaces the URL of the API of DigitalOcean: HTTPS, or HTTP with a loopback address."),
        ("AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN, AWS_PROFILE",
            "The credentials of AWS, found like those of the AWS CLI. They are never stored or printed."),
        ("AWS_ENDPOINT_URL", "Replaces the URL of all services of AWS: HTTPS, or HTTP with a loopback address."),
        ("XDG_STATE_HOME", "The directory of stagecraft/known_hosts on Linux, if it is an absolute path."),
        ("NO_COLOR", "If not empty, disables colors."),
        ("TERM", "'dumb' disables colors and progress that updates in place."),
        ("OTEL_EXPORTER_OTLP_ENDPOINT", "The OpenTelemetry collector for traces and metrics. Other OTEL_ variables are also supported."),
    ];

    private static readonly (string Name, string Text)[] Files =
    [
        ("stagecraft.yml", "The hosts of each environment, in the working directory."),
        (".stagecraft/sandbox.db, .stagecraft/sandbox-aws.db", "The state of the sandboxes, next to the config file."),
        ("~/.local/state/stagecraft/known_hosts",
            "The keys of hosts for 'infra ssh' and readiness probes. "
                + "On macOS it is in ~/Library/Application Support, on Windows in %LOCALAPPDATA%."),
    ];

    internal static Command Root() =>
        StagecraftCommand.Create(new Invocation(_ => throw new InvalidOperationException()));

    internal static string Write(Command root)
    {
        StringBuilder text = new StringBuilder(".\\\" Generated from the definitions of the commands.\n");
        Command[] commands = [.. All(root)];
        Line(text, $".TH STAGECRAFT 1 \"{Date}\" \"Stagecraft\" \"Stagecraft Manual\"");
        Head(text, "NAME");
        string description = char.ToLowerInvariant(root.Description![0]) + root.Description[1..].TrimEnd('.');
        text.Append(Roff.Lines($@"stagecraft \- {Roff.Escape(description)}"));
        Head(text, "SYNOPSIS");
        foreach (Command command in commands.Where(c => c.Subcommands.Count == 0))
        {
            text.Append(Roff.Lines(Usage(command))).Append(".br\n");
        }

        text.Length -= ".br\n".Length;
        Head(text, "DESCRIPTION");
        Text(text, root.Description);
        Text(text, "There is no state file: the state is read from the account through ownership tags. Without a terminal there are no "
            + "prompts. Results are written to standard output, everything else to standard error.");
        Head(text, "OPTIONS");
        Text(text, "Global options, before or after the name of the command:");
        Options(text, root, root.Options);
        Head(text, "COMMANDS");
        foreach (Command command in commands.Skip(1))
        {
            Add(text, command);
        }

        Head(text, "ENVIRONMENT");
        Text(text, "An option takes precedence over its variable, a variable over the file. An empty variable counts as not set.");
        Terms(text, Variables);
        Head(text, "FILES");
        Terms(text, Files);
        Head(text, "EXIT STATUS");
        Terms(text, ExitCodes.Table.Select(r => (Words.Number(r.Code), r.Meaning)));
        Text(text, "For several problems, 3 takes precedence over 4, 5 and 1, in this order.");
        Head(text, "EXAMPLES");
        Examples(text, root);
        Head(text, "SEE ALSO");
        Line(text, @"\fBssh_config\fR(5), \fBjq\fR(1)");
        return text.ToString();
    }

    private static IEnumerable<Command> All(Command command) => ((DocumentedCommand)command).Own.SelectMany(All).Prepend(command);

    private static void Add(StringBuilder text, Command command)
    {
        Line(text, $".SS {Roff.Escape(ParseMistake.NameOf(command))}");
        Text(text, command.Description!);
        if (command.Aliases.Count > 0)
        {
            Text(text, $"Alias: {string.Join(", ", command.Aliases)}.");
        }

        if (command.Subcommands.Count > 0)
        {
            Terms(text, ((DocumentedCommand)command).Own.Select(c => (c.Name, c.Description!)));
        }

        Terms(text, command.Arguments.Select(a => (a.HelpName!, a.Description!)));
        Options(text, command, command.Options.Where(o => !o.Recursive));
        if (((DocumentedCommand)command).MoreOutputs is { Count: > 0 } outputs)
        {
            Terms(text, [("-o, --output FORMAT", $"Also: {string.Join(", ", outputs)}.")]);
        }

        Line(text, ".PP");
        Line(text, "Examples:");
        Examples(text, command);
    }

    private static string Usage(Command command)
    {
        IEnumerable<string> operands = HelpText.Operands(command)
            .Select(o => o == "[options]" ? @" [\fIoptions\fR]" : $@" \fI{Roff.Escape(o)}\fR");
        return $@"{Roff.Bold(ParseMistake.NameOf(command))}{string.Concat(operands)}";
    }

    private static void Options(StringBuilder text, Command command, IEnumerable<Option> options) =>
        Terms(text, options.Select(o => (HelpText.Spelling(o, []).TrimStart(), HelpText.Description(o, []))));

    private static void Examples(StringBuilder text, Command command)
    {
        Line(text, ".PP");
        Line(text, ".RS 4");
        Line(text, ".EX");
        foreach (string example in ((DocumentedCommand)command).Examples)
        {
            Line(text, Roff.Escape(example));
        }

        Line(text, ".EE");
        Line(text, ".RE");
    }

    private static void Terms(StringBuilder text, IEnumerable<(string Name, string Text)> terms)
    {
        foreach ((string name, string meaning) in terms)
        {
            Line(text, ".TP");
            Line(text, Roff.Bold(name));
            text.Append(Roff.Lines(Roff.Escape(meaning)));
        }
    }

    private static void Text(StringBuilder text, string paragraph)
    {
        Line(text, ".PP");
        text.Append(Roff.Lines(Roff.Escape(paragraph)));
    }

    private static void Head(StringBuilder text, string title) => Line(text, $".SH {title}");

    // A heading already starts a paragraph; the linter rejects a second request.
    private static void Line(StringBuilder text, string line)
    {
        if (line == ".PP" && LastLine(text) is ['.', 'S', 'H' or 'S', ..])
        {
            return;
        }

        text.Append(line).Append('\n');
    }

    private static string LastLine(StringBuilder text)
    {
        string all = text.ToString(Math.Max(0, text.Length - 200), Math.Min(200, text.Length)).TrimEnd('\n');
        return all[(all.LastIndexOf('\n') + 1)..];
    }
}
