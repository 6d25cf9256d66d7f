using System.CommandLine.Parsing;
using Stagecraft.Cli.Context;
using Stagecraft.Cli.Errors;
using Stagecraft.Cli.Terminal;

namespace Stagecraft.Cli.Arguments;

/// <summary>The error of a command line that cannot be parsed: its first mistake, with a suggestion.</summary>
internal static class ParseMistake
{
    /// <summary>Words of other tools, and what they are called here; empty for a word that is not required.</summary>
    private static readonly Dictionary<string, string> Habits = new(StringComparer.Ordinal)
    {
        ["--auto-approve"] = "--yes",
        ["-auto-approve"] = "--yes",
        ["--environment"] = "-e",
        ["ls"] = "hosts",
        ["list"] = "hosts",
        ["-y"] = "",
    };

    internal static UsageException Of(ParseResult parsed, CliEnvironment environment)
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
                : Words(command);
            string kind = isOption ? "option" : command.Subcommands.Count > 0 ? "command" : "argument";
            string near = word == "protect" ? "to protect a host, declare `protected: true` in the config file; "
                : Usual(parsed, unknown, environment) is { } usual ? $"did you mean `{usual}`? "
                : Suggestion.Nearest(word, known) is { } meant ? $"did you mean '{meant}'? "
                : "";
            return new UsageException($"'{name}' has no {kind} '{word}'", near + help);
        }

        if (command.Subcommands.Count > 0)
        {
            return new UsageException(
                $"'{name}' needs a command: {string.Join(", ", ((DocumentedCommand)command).Own.Select(c => c.Name))}", help);
        }

        string message = parsed.Errors[0].Message.TrimEnd('.').ReplaceLineEndings(" ");
        return new UsageException(char.ToLowerInvariant(message[0]) + message[1..], help);
    }

    /// <summary>The parser takes the word after an option as its value, even if it is an option. A value after <c>=</c> can be any
    /// text.</summary>
    /// <exception cref="UsageException">The value of an option is missing, and another option follows it.</exception>
    internal static void CheckValues(ParseResult parsed, IReadOnlyCollection<string> words)
    {
        Command command = parsed.CommandResult.Command;
        HashSet<string> options =
        [
            .. command.Options.Concat(parsed.RootCommandResult.Command.Options).SelectMany(o => o.Aliases.Prepend(o.Name)),
        ];
        for (SymbolResult? level = parsed.CommandResult; level is not null; level = level.Parent)
        {
            foreach (OptionResult option in ((CommandResult)level).Children.OfType<OptionResult>())
            {
                if (option.Tokens.FirstOrDefault(t => options.Contains(t.Value) && words.Contains(t.Value)) is { } value)
                {
                    throw new UsageException(
                        $"required argument missing for option: '{option.Option.Name}', followed by '{value.Value}'",
                        $"see '{NameOf(command)} --help'");
                }
            }
        }
    }

    /// <summary>The command below another one.</summary>
    /// <exception cref="UsageException">There is none of this name.</exception>
    internal static Command Find(Command parent, string word)
    {
        string near = Suggestion.Nearest(word, Words(parent)) is { } meant ? $"did you mean '{meant}'? " : "";
        return parent.Subcommands.FirstOrDefault(c => !c.Hidden && (c.Name == word || c.Aliases.Contains(word)))
            ?? throw new UsageException($"'{NameOf(parent)}' has no command '{word}'", $"{near}see '{NameOf(parent)} --help'");
    }

    internal static string NameOf(Command command)
    {
        Command? parent = command.Parents.OfType<Command>().FirstOrDefault();
        return parent is null ? command.Name
            : command is DocumentedCommand { IsShortForm: true } ? $"{NameOf(parent)} infra {command.Name}"
            : $"{NameOf(parent)} {command.Name}";
    }

    /// <summary>The command line with the words of other tools replaced, or the missing parent command added; null if it is not
    /// valid.</summary>
    private static string? Usual(ParseResult parsed, string unknown, CliEnvironment environment)
    {
        Command root = parsed.RootCommandResult.Command;
        bool isHabit = Habits.ContainsKey(unknown.Split('=')[0]);
        bool lacksParent = parsed.CommandResult.Command == root && root.Subcommands.Any(c => Words(c).Contains(unknown));
        if (!isHabit && !lacksParent)
        {
            return null;
        }

        string[] words = [.. parsed.Tokens.SelectMany(t => parsed.UnmatchedTokens.Contains(t.Value) ? Replaced(t.Value) : [t.Value])];
        words = lacksParent ? [root.Subcommands.First(c => Words(c).Contains(unknown)).Name, .. words] : words;
        ParseResult replaced = root.Parse(words, GlobalOptions.Parsing);
        words = LacksEnvironment(replaced, environment) ? [.. words, "-e", "NAME"] : words;
        return replaced.Errors.Count == 0 ? $"stagecraft {string.Join(' ', words.Select(ShellText.Quote))}" : null;
    }

    // The environment of 'down' has no default (spec infra.md 3.2).
    private static bool LacksEnvironment(ParseResult parsed, CliEnvironment environment) =>
        parsed is { Errors.Count: 0, CommandResult.Command.Name: "down" }
        && !GlobalOptions.IsGiven(parsed, "--env")
        && !GlobalOptions.IsGiven(parsed, "--plan")
        && environment.Variable("STAGECRAFT_ENV") is null;

    // Only -e has a value.
    private static IEnumerable<string> Replaced(string word)
    {
        string[] parts = word.Split('=', 2);
        return !Habits.TryGetValue(parts[0], out string? usual) ? [word]
            : usual == "-e" ? [usual, .. parts[1..]]
            : usual.Length > 0 ? [usual]
            : [];
    }

    private static IEnumerable<string> Words(Command parent) =>
        parent.Subcommands.Where(c => !c.Hidden).SelectMany(c => c.Aliases.Prepend(c.Name));

    private static IEnumerable<string> Names(Option option) =>
        option.Aliases.Prepend(option.Name).Where(n => n.StartsWith("--", StringComparison.Ordinal));
}
