using Stagecraft.Cli.Errors;
using Stagecraft.Cli.Terminal;

namespace Stagecraft.Cli.Arguments;

/// <summary>The targets and the hosts to replace of a plan.</summary>
internal sealed record ChoiceArguments(IReadOnlyList<string> Targets, IReadOnlyList<string> Replace)
{
    internal bool IsAny => Targets.Count + Replace.Count > 0;

    /// <summary>The options of a command line.</summary>
    internal string Text => TextOf("--target", Targets) + TextOf("--replace", Replace);

    /// <exception cref="UsageException">Options contradict each other, or a value is invalid.</exception>
    internal static ChoiceArguments From(ParseResult parsed)
    {
        ChoiceArguments choice = new ChoiceArguments(Names(parsed, "--target"), Names(parsed, "--replace"));
        string[] outside = choice.Targets.Count == 0 ? [] : [.. choice.Replace.Except(choice.Targets, StringComparer.Ordinal)];
        return outside.Length == 0
            ? choice
            : throw new UsageException(
                $"--replace includes hosts that are not in --target: {string.Join(", ", outside)}",
                "add them to --target, or omit --target");
    }

    private static string TextOf(string option, IReadOnlyList<string> names) =>
        names.Count == 0 ? "" : $" {option} {ShellText.Quote(string.Join(',', names))}";

    private static string[] Names(ParseResult parsed, string option)
    {
        string[] names = [.. (parsed.GetValue<string[]>(option) ?? []).SelectMany(v => v.Split(',')).Select(n => n.Trim())];
        return names.Contains("")
            ? throw new UsageException($"{option} requires host names", "for example app-1 or app-1,app-2")
            : [.. names.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }
}
