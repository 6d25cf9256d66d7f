using Stagecraft.Cli.Arguments;
using Stagecraft.Cli.Errors;
using Stagecraft.Cli.Terminal;

namespace Stagecraft.Cli.Rendering;

/// <summary>The help of a command: usage, commands, options, examples, exit codes.</summary>
internal static class HelpText
{
    private const int WidthWithoutTerminal = 80;
    private const int Margin = 2;

    internal static void Write(TextOutput output, Command command)
    {
        DocumentedCommand documented = (DocumentedCommand)command;
        Prose.Write(output, command.Description ?? "", WidthOf(output));
        Head(output, "Usage");
        string operands = string.Concat(Operands(command).Select(o => " " + o));
        Prose.Write(output, ParseMistake.NameOf(command) + operands, WidthOf(output), indent: "    ", first: "  ");
        if (command.Aliases.Count > 0)
        {
            output.Line($"  Aliases: {string.Join(", ", command.Aliases)}");
        }

        Table(output, "Commands", documented.Own.Select(c => (c.Name, c.Description)));
        Table(output, "Short forms", documented.ShortForms.Select(c => (c.Name, (string?)ParseMistake.NameOf(c))));
        Table(output, "Arguments", command.Arguments.Select(a => (a.HelpName ?? a.Name, a.Description)));
        Table(output, "Options", Rows(documented, command.Options.Where(o => !o.Recursive)));
        Table(output, "Global options", Rows(documented, Root(command).Options.Where(o => !documented.Unlisted.Contains(o.Name))));
        Head(output, "Examples");
        foreach (string example in documented.Examples)
        {
            WriteExample(output, example);
        }

        Table(output, "Exit codes", ExitCodes.Table.Select(r => (Words.Number(r.Code), (string?)r.Meaning)));
        output.Flush();
    }

    /// <summary>The words after the name of a command. Options after <c>--</c> would be arguments.</summary>
    internal static IEnumerable<string> Operands(Command command)
    {
        IEnumerable<string> names = command.Subcommands.Count > 0 ? ["COMMAND"] : command.Arguments.Select(a => a.HelpName ?? a.Name);
        return names.Append("[options]").OrderBy(n => n.StartsWith("[--", StringComparison.Ordinal));
    }

    private static void Head(TextOutput output, string title)
    {
        output.Line();
        output.Line(new Segment($"{title}:", Tone.Strong));
    }

    private static void Table(TextOutput output, string title, IEnumerable<(string Name, string? Meaning)> rows)
    {
        (string Name, string? Meaning)[] all = [.. rows];
        if (all.Length == 0)
        {
            return;
        }

        Head(output, title);
        int start = all.Select(r => r.Name.Length).Where(l => l <= Columns.WidestAligned - Margin).DefaultIfEmpty().Max() + (2 * Margin);
        string indent = new string(' ', start);
        foreach ((string name, string? meaning) in all)
        {
            string first = $"  {name}  ".PadRight(start);
            Prose.Write(output, meaning ?? "", WidthOf(output), indent: indent, first: first);
        }
    }

    /// <summary>Writes an example. A line that is too wide continues after a backslash, so that a shell accepts the copy.</summary>
    private static void WriteExample(TextOutput output, string example)
    {
        string line = "  ";
        foreach (string word in Prose.Words(example, '\'', '"'))
        {
            // Space for " \" at the end of the line.
            if (line.Length + word.Length + 2 > WidthOf(output) && !string.IsNullOrWhiteSpace(line))
            {
                output.Line($"{line}\\");
                line = "    ";
            }

            line += word + ' ';
        }

        output.Line(line.TrimEnd());
    }

    private static int WidthOf(TextOutput output) => output.Width ?? WidthWithoutTerminal;

    private static IEnumerable<(string Name, string? Meaning)> Rows(DocumentedCommand command, IEnumerable<Option> options) =>
        options.Select(o => (
            Spelling(o, command.MoreOutputs),
            (string?)(o.Name == "--env" && command.MeaningOfEnvironment is { } meaning ? meaning : Description(o, command.MoreOutputs))));

    // A long list of formats would push every other description to the right.
    private static bool IsLong(Option option, IReadOnlyList<string> outputs) => option.Name == "--output" && outputs.Count > 1;

    internal static string Spelling(Option option, IReadOnlyList<string> outputs)
    {
        string more = option.Name == "--output" ? string.Concat(outputs.Select(o => $"|{o}")) : "";
        string shortName = option.Aliases.FirstOrDefault() is { } alias ? $"{alias}, " : "    ";
        string value = IsLong(option, outputs) ? " FORMAT" : option.HelpName is null ? "" : $" {option.HelpName}{more}";
        return shortName + option.Name + value;
    }

    internal static string Description(Option option, IReadOnlyList<string> outputs) => IsLong(option, outputs)
        ? $"text, json, {string.Join(", ", outputs)} [default: text]"
        : option.Description ?? "";

    private static Command Root(Command command) =>
        command.Parents.OfType<Command>().FirstOrDefault() is { } parent ? Root(parent) : command;
}
