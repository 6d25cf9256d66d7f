using Stagecraft.Cli.Arguments;
using Stagecraft.Cli.Errors;
using Stagecraft.Cli.Terminal;

namespace Stagecraft.Cli.Rendering;

/// <summary>The help of a command: usage, commands, options, examples, exit codes.</summary>
internal static class HelpText
{
    // The width that the names of the global options leave of 80 columns.
    private const int MaxFormats = 53;

    internal static void Write(TextOutput output, Command command)
    {
        DocumentedCommand documented = (DocumentedCommand)command;
        IReadOnlyList<string> outputs = documented.MoreOutputs;
        output.Line(command.Description ?? "");
        Head(output, "Usage");
        output.Line($"  {ParseMistake.NameOf(command)}{string.Concat(Operands(command).Select(o => " " + o))}");
        if (command.Aliases.Count > 0)
        {
            output.Line($"  Aliases: {string.Join(", ", command.Aliases)}");
        }

        Table(output, "Commands", documented.Own.Select(c => (c.Name, c.Description)));
        Table(output, "Short forms", documented.ShortForms.Select(c => (c.Name, (string?)ParseMistake.NameOf(c))));
        Table(output, "Arguments", command.Arguments.Select(a => (a.HelpName ?? a.Name, a.Description)));
        Table(output, "Options", Rows(command.Options.Where(o => !o.Recursive), outputs));
        Table(output, "Global options", Rows(Root(command).Options, outputs));
        Head(output, "Examples");
        foreach (string example in documented.Examples)
        {
            output.Line($"  {example}");
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
        Segment[][] all = [.. rows.Select(r => new Segment[] { $"  {r.Name}", r.Meaning ?? "" })];
        if (all.Length > 0)
        {
            Head(output, title);
            Columns.Write(output, all);
        }
    }

    private static IEnumerable<(string Name, string? Meaning)> Rows(IEnumerable<Option> options, IReadOnlyList<string> outputs) =>
        options.SelectMany(o => Lines(Description(o, outputs), IsLong(o, outputs) ? MaxFormats : int.MaxValue)
            .Select((line, i) => (i == 0 ? Spelling(o, outputs) : "", (string?)line)));

    private static IEnumerable<string> Lines(string text, int width)
    {
        while (text.Length > width)
        {
            int end = text.LastIndexOf(' ', width);
            yield return text[..end];
            text = text[(end + 1)..];
        }

        yield return text;
    }

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
