namespace Stagecraft.Cli.Arguments;

/// <summary>A command with examples for its help.</summary>
internal sealed class DocumentedCommand(string name, string description, params string[] examples) : Command(name, description)
{
    internal IReadOnlyList<string> Examples { get; } = examples;

    /// <summary>The output formats in addition to text and JSON.</summary>
    internal IReadOnlyList<string> MoreOutputs { get; init; } = [];

    /// <summary>Whether its JSON output is a stream of lines, not one document.</summary>
    internal bool IsStream { get; init; }

    internal DocumentedCommand With(IEnumerable<Option> options)
    {
        foreach (Option option in options)
        {
            Options.Add(option);
        }

        return this;
    }
}
