using System.CommandLine;
using System.Text.RegularExpressions;
using Stagecraft.Cli.Arguments;
using Stagecraft.Cli.Commands;

namespace Stagecraft.Cli.Tests.Support;

/// <summary>The commands that a text shows, and whether the command's own parser accepts them.</summary>
internal static partial class ShownCommands
{
    private static readonly string[] Ends = ["|", ">", ";", "#", "&&", "||", "…"];

    /// <summary>The commands of a page: those in code blocks and those in backticks.</summary>
    internal static IEnumerable<string> OfPage(string text) =>
        [.. Block().Matches(text).SelectMany(m => In(m.Value)), .. InBackticks(text)];

    /// <summary>The commands of an output: those that begin a line, and those in quotes or backticks.</summary>
    internal static IEnumerable<string> In(string text) =>
        [.. InBackticks(text), .. AtStart().Matches(text).Concat(InQuotes().Matches(text)).Concat(InShell().Matches(text)).Select(Command)];

    internal static IEnumerable<string> InBackticks(string text) => Backticks().Matches(text).Select(Command);

    /// <summary>Those that are usage errors.</summary>
    internal static IReadOnlyList<string> Wrong(IEnumerable<string> commands)
    {
        Command root = StagecraftCommand.Create(new Invocation(_ => throw new InvalidOperationException()));
        return [.. commands.Distinct(StringComparer.Ordinal).Where(c => root.Parse(Words(c), GlobalOptions.Parsing).Errors.Count > 0)];
    }

    private static string Command(Match match) => SplitLine().Replace(match.Groups[1].Value, " ");

    private static string[] Words(string command) =>
    [
        .. Word().Matches(command).Select(m => m.Value).Skip(1).TakeWhile(w => !Ends.Contains(w) && !w.StartsWith('#'))
            .Where(w => w != "...")
            .Select(w => w.TrimEnd(';').Replace("'", "", StringComparison.Ordinal).Replace("\"", "", StringComparison.Ordinal))
            .Select(w => w is "N" or "NUMBER" ? "1" : w),
    ];

    [GeneratedRegex("^```(?:sh|console|text|yaml)?\n(?:.*\n)*?```$", RegexOptions.Multiline)]
    private static partial Regex Block();

    [GeneratedRegex("`(stagecraft (?=[a-z-])(?:'[^']*'|[^'`])+)`")]
    private static partial Regex Backticks();

    [GeneratedRegex("""["'](stagecraft [a-z][^'"]*)["']""")]
    private static partial Regex InQuotes();

    // Not the usage in a help, and not the version.
    [GeneratedRegex(@"^ *(?:\$ )?(stagecraft (?!.*COMMAND|.*\[options\]|[0-9]).+)$", RegexOptions.Multiline)]
    private static partial Regex AtStart();

    [GeneratedRegex(@"\$\((stagecraft [^)]+)\)")]
    private static partial Regex InShell();

    [GeneratedRegex(@"(?:'[^']*'|""[^""]*""|[^'""\s])+")]
    private static partial Regex Word();

    [GeneratedRegex(@"\n +|\n")]
    private static partial Regex SplitLine();
}
