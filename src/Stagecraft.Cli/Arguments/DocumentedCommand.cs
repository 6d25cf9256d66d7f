namespace Stagecraft.Cli.Arguments;

/// <summary>A command with examples for its help.</summary>
internal sealed class DocumentedCommand(string name, string description, params string[] examples) : Command(name, description)
{
    internal IReadOnlyList<string> Examples { get; } = examples;

    /// <summary>The output formats in addition to text and JSON.</summary>
    internal IReadOnlyList<string> MoreOutputs { get; init; } = [];

    /// <summary>Whether its JSON output is a stream of lines, not one document.</summary>
    internal bool IsStream { get; init; }

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
                    break;
            }
        }

        return this;
    }
}
