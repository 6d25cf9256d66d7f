using Stagecraft.Cli.Errors;

namespace Stagecraft.Cli.Arguments;

/// <summary>The error of a command line that cannot be parsed: its first mistake, with a suggestion.</summary>
internal static class ParseMistake
{
    internal static UsageException Of(ParseResult parsed)
    {
        Command command = parsed.CommandResult.Command;
        string name = NameOf(command);
        string help = $"see '{name} --help'";
        if (parsed.UnmatchedTokens is [var unknown, ..])
        {
            bool isOption = unknown.StartsWith('-');
            string word = isOption ? unknown.Split('=')[0] : unknown;
            IEnumerable<string> known = isOption
                ? command.Options.Concat(parsed.RootCommandResult.Command.Options).SelectMany(Names)
                : command.Subcommands.Where(c => !c.Hidden).SelectMany(c => c.Aliases.Prepend(c.Name));
            string kind = isOption ? "option" : command.Subcommands.Count > 0 ? "command" : "argument";
            string near = Suggestion.Nearest(word, known) is { } meant ? $"did you mean '{meant}'? " : "";
            return new UsageException($"'{name}' has no {kind} '{word}'", near + help);
        }

        if (command.Subcommands.Count > 0)
        {
            return new UsageException(
                $"'{name}' needs a command: {string.Join(", ", command.Subcommands.Where(c => !c.Hidden).Select(c => c.Name))}", help);
        }

        string message = parsed.Errors[0].Message.TrimEnd('.').ReplaceLineEndings(" ");
        return new UsageException(char.ToLowerInvariant(message[0]) + message[1..], help);
    }

    internal static string NameOf(Command command)
    {
        Command? parent = command.Parents.OfType<Command>().FirstOrDefault();
        return parent is null ? command.Name : $"{NameOf(parent)} {command.Name}";
    }

    private static IEnumerable<string> Names(Option option) =>
        option.Aliases.Prepend(option.Name).Where(n => n.StartsWith("--", StringComparison.Ordinal));
}
