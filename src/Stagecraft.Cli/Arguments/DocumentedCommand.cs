namespace Stagecraft.Cli.Arguments;

/// <summary>A command with examples for its help.</summary>
internal sealed class DocumentedCommand(string name, string description, params string[] examples) : Command(name, description)
{
    internal IReadOnlyList<string> Examples { get; } = examples;

    /// <summary>The output formats in addition to text and JSON.</summary>
    internal IReadOnlyList<string> MoreOutputs { get; init; } = [];

    /// <summary>The global options that do not apply to it, and why or what to use instead.</summary>
    internal IReadOnlyDictionary<string, string?> Refused { get; init; } = new Dictionary<string, string?>();

    /// <summary>The global options that have no effect on it. Scripts can give them to every command.</summary>
    internal IReadOnlyList<string> WithoutEffect { get; init; } = [];

    /// <summary>The global options that the help and the completions do not list.</summary>
    internal IEnumerable<string> Unlisted => Refused.Keys.Concat(WithoutEffect);

    /// <summary>What the option for the environment means, if it is not the usual.</summary>
    internal string? MeaningOfEnvironment { get; init; }

    /// <summary>Whether its JSON output is a stream of lines, not one document.</summary>
    internal bool IsStream { get; init; }

    /// <summary>Whether it is a short form of the command of this name below <c>infra</c>.</summary>
    internal bool IsShortForm { get; set; }

    /// <summary>The commands below it that the help lists, without short forms.</summary>
    internal IEnumerable<DocumentedCommand> Own =>
        Subcommands.OfType<DocumentedCommand>().Where(c => !c.Hidden && !c.IsShortForm);

    internal IEnumerable<DocumentedCommand> ShortForms => Subcommands.OfType<DocumentedCommand>().Where(c => c.IsShortForm);

    /// <summary>Adds arguments, options and commands.</summary>
    internal DocumentedCommand With(params IEnumerable<Symbol> parts)
    {
        foreach (Symbol part in parts)
        {
            switch (part)
            {
                case Argument argument:
                    Arguments.Add(argument);
                    break;
                case Option option:
                    Options.Add(option);
                    break;
                case Command command:
                    Subcommands.Add(command);
                    // Never runs, because App refuses a missing command. Without an action, the parser loads its own message at each start.
                    SetAction(static _ => 0);
                    break;
            }
        }

        return this;
    }
}
