using System.CommandLine;
using System.Text;
using Stagecraft.Cli.Arguments;
using Stagecraft.Cli.Commands;
using Stagecraft.Cli.Errors;
using Stagecraft.Cli.Rendering;

namespace Stagecraft.Cli.Tests.Releases;

/// <summary>The manual for <c>man</c>, from the definitions that the help is made of.</summary>
internal static class Manual
{
    /// <summary>When what it says was last looked through; not the day of a build, which would change it.</summary>
    private const string Date = "2026-11-23";

    private static readonly (string Name, string Text)[] Variables =
    [
        ("STAGECRAFT_CONFIG", "The config file, where --config does not name it."),
        ("STAGECRAFT_ENV", "The environment, where --env does not name it."),
        ("DO_TOKEN", "The API token; the file may name another variable (token_env). It is never in the file, and never printed."),
        ("DIGITALOCEAN_API_URL", "Replaces the address of the API: https, or http to a loopback address."),
        ("NO_COLOR", "Not empty: no colours."),
        ("TERM", "'dumb': no colours, and no lines that change in place."),
        ("OTEL_EXPORTER_OTLP_ENDPOINT", "An OpenTelemetry collector that gets traces and metrics; the other OTEL_ variables of its specification hold too."),
    ];

    private static readonly (string Name, string Text)[] Files =
    [
        ("stagecraft.yml", "The hosts of each environment, in the working folder."),
        (".stagecraft/sandbox.db", "The droplets of the sandbox, beside the config file."),
    ];

    internal static Command Root() => StagecraftCommand.Create(new Invocation(new GlobalOptions(), _ => throw new InvalidOperationException()));

    internal static string Write(Command root)
    {
        StringBuilder text = new StringBuilder(".\\\" Made from the definitions of the commands; a test holds it.\n");
        Command[] commands = [.. All(root)];
        Line(text, $".TH STAGECRAFT 1 \"{Date}\" \"Stagecraft\" \"Stagecraft Manual\"");
        Head(text, "NAME");
        text.Append(Roff.Lines($@"stagecraft \- {Roff.Escape(char.ToLowerInvariant(root.Description![0]) + root.Description[1..].TrimEnd('.'))}"));
        Head(text, "SYNOPSIS");
        foreach (Command command in commands.Where(c => c.Subcommands.Count == 0))
        {
            text.Append(Roff.Lines(Usage(command))).Append(".br\n");
        }

        text.Length -= ".br\n".Length;
        Head(text, "DESCRIPTION");
        Text(text, root.Description);
        Text(text, "There is no state file: the account itself, read through ownership tags, is the state. Without a terminal nothing is ever asked. Results go to standard output, everything else to standard error.");
        Head(text, "OPTIONS");
        Text(text, "Every command takes these, before or after its name:");
        Options(text, root, root.Options);
        Head(text, "COMMANDS");
        foreach (Command command in commands.Skip(1))
        {
            Add(text, command);
        }

        Head(text, "ENVIRONMENT");
        Text(text, "An option wins over its variable, a variable over the file. A variable that is empty counts as not set.");
        Terms(text, Variables);
        Head(text, "FILES");
        Terms(text, Files);
        Head(text, "EXIT STATUS");
        Terms(text, ExitCodes.Table.Select(r => (Words.Number(r.Code), r.Meaning)));
        Text(text, "Several problems at once: 3 before 4 before 5 before 1.");
        Head(text, "EXAMPLES");
        Examples(text, root);
        Head(text, "SEE ALSO");
        Line(text, @"\fBssh_config\fR(5), \fBjq\fR(1)");
        return text.ToString();
    }

    private static IEnumerable<Command> All(Command command) => command.Subcommands.Where(c => !c.Hidden).SelectMany(All).Prepend(command);

    private static void Add(StringBuilder text, Command command)
    {
        Line(text, $".SS {Roff.Escape(ParseMistake.NameOf(command))}");
        Text(text, command.Description!);
        if (command.Aliases.Count > 0)
        {
            Text(text, $"Other name: {string.Join(", ", command.Aliases)}.");
        }

        if (command.Subcommands.Count > 0)
        {
            Terms(text, command.Subcommands.Where(c => !c.Hidden).Select(c => (c.Name, c.Description!)));
        }

        Terms(text, command.Arguments.Select(a => (a.HelpName!, a.Description!)));
        Options(text, command, command.Options.Where(o => !o.Recursive));
        if (((DocumentedCommand)command).MoreOutputs is { Count: > 0 } outputs)
        {
            Terms(text, [("-o, --output FORMAT", $"Also {string.Join(", ", outputs)}.")]);
        }

        Line(text, ".PP");
        Line(text, "Examples:");
        Examples(text, command);
    }

    private static string Usage(Command command) =>
        $@"{Roff.Bold(ParseMistake.NameOf(command))}{string.Concat(command.Arguments.Select(a => $@" \fI{Roff.Escape(a.HelpName!)}\fR"))} [\fIoptions\fR]";

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

    // A paragraph right after a heading is one anyway, and a linter says so.
    private static void Head(StringBuilder text, string title) => Line(text, $".SH {title}");

    private static void Line(StringBuilder text, string line)
    {
        if (line == ".PP" && LastLine(text) is var last && (last.StartsWith(".SH", StringComparison.Ordinal) || last.StartsWith(".SS", StringComparison.Ordinal)))
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
