using Stagecraft.Config;
using Stagecraft.Errors;

namespace FileHosts.Command;

/// <summary>The command line.</summary>
/// <param name="Verb"><c>plan</c>, <c>up</c>, <c>down</c> or <c>hosts</c>.</param>
/// <param name="Environment">The environment.</param>
internal sealed record Arguments(string Verb, string Environment)
{
    public const string Usage = """
        usage: filehosts plan ENV [--out FILE]
               filehosts up ENV [--plan FILE] [--allow-delete]
               filehosts down ENV
               filehosts hosts ENV
        with every one of them: [--config FILE] (stagecraft.yml) [--json]
        """;

    private static readonly string[] Verbs = ["plan", "up", "down", "hosts"];

    public string Config { get; private set; } = "stagecraft.yml";

    public bool Json { get; private set; }

    /// <summary>Where a plan is kept; of <c>plan</c>.</summary>
    public string? Out { get; private set; }

    /// <summary>The plan that was agreed to; of <c>up</c>.</summary>
    public string? Plan { get; private set; }

    /// <summary>Whether machines may be deleted; of <c>up</c>.</summary>
    public bool AllowDelete { get; private set; }

    /// <exception cref="ConfigException">It is not one that the command knows.</exception>
    public static Arguments Parse(IReadOnlyList<string> words)
    {
        if (words is not [var verb, var environment, ..] || !Verbs.Contains(verb) || environment.StartsWith('-'))
        {
            throw Wrong("the command line needs what to do, and an environment");
        }

        Arguments arguments = new Arguments(verb, environment);
        for (int i = 2; i < words.Count; i++)
        {
            switch ((words[i], verb))
            {
                case ("--json", _):
                    arguments.Json = true;
                    break;
                case ("--allow-delete", "up"):
                    arguments.AllowDelete = true;
                    break;
                case ("--config", _):
                    arguments.Config = Value(words, ref i);
                    break;
                case ("--out", "plan"):
                    arguments.Out = Value(words, ref i);
                    break;
                case ("--plan", "up"):
                    arguments.Plan = Value(words, ref i);
                    break;
                default:
                    throw Wrong($"{Excerpt.Of(words[i])} is no option of {verb}");
            }
        }

        return arguments;
    }

    private static string Value(IReadOnlyList<string> words, ref int i) =>
        ++i < words.Count ? words[i] : throw Wrong($"{words[i - 1]} needs a file");

    private static ConfigException Wrong(string message) => new(new Problem(ErrorCodes.ConfigInvalid, message, Usage));
}
