using Stagecraft.Cli.Arguments;
using Stagecraft.Cli.Errors;
using Stagecraft.Cli.Terminal;

namespace Stagecraft.Cli.Rendering;

/// <summary>The help of a command: usage, commands, options, examples, exit codes.</summary>
internal static class HelpText
{
    internal static void Write(TextOutput output, Command command)
    {
        bool isGroup = command.Subcommands.Count > 0;
        output.Line(command.Description ?? "");
        Head(output, "Usage");
        string operands = isGroup ? " COMMAND" : string.Concat(command.Arguments.Select(a => " " + a.HelpName));
        output.Line($"  {ParseMistake.NameOf(command)}{operands} [options]");
        if (command.Aliases.Count > 0)
        {
            output.Line($"  Aliases: {string.Join(", ", command.Aliases)}");
        }

        if (isGroup)
        {
            Head(output, "Commands");
            Columns.Write(
                output, [.. command.Subcommands.Where(c => !c.Hidden).Select(c => new Segment[] { $"  {c.Name}", c.Description ?? "" })]);
        }

        if (command.Arguments.Count > 0)
        {
            Head(output, "Arguments");
            Columns.Write(output, [.. command.Arguments.Select(a => new Segment[] { $"  {a.HelpName}", a.Description ?? "" })]);
        }

        IReadOnlyList<string> outputs = ((DocumentedCommand)command).MoreOutputs;
        WriteOptions(output, "Options", command.Options.Where(o => !o.Recursive), outputs);
        WriteOptions(output, "Global options", Root(command).Options, outputs);
        Head(output, "Examples");
        foreach (string example in ((DocumentedCommand)command).Examples)
        {
            output.Line($"  {example}");
        }

        Head(output, "Exit codes");
        Columns.Write(output, [.. ExitCodes.Table.Select(r => new Segment[] { $"  {Words.Number(r.Code)}", r.Meaning })]);
        output.Flush();
    }

    private static void Head(TextOutput output, string title)
    {
        output.Line();
        output.Line(new Segment($"{title}:", Tone.Strong));
    }

    private static void WriteOptions(TextOutput output, string title, IEnumerable<Option> options, IReadOnlyList<string> outputs)
    {
        Segment[][] rows = [.. options.Select(o => new Segment[] { "  " + Spelling(o, outputs), Description(o, outputs) })];
        if (rows.Length > 0)
        {
            Head(output, title);
            Columns.Write(output, rows);
        }
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
        ? $"text, json, {string.Join(", ", outputs.SkipLast(1))} or {outputs[^1]} [default: text]"
        : option.Description ?? "";

    private static Command Root(Command command) =>
        command.Parents.OfType<Command>().FirstOrDefault() is { } parent ? Root(parent) : command;
}
