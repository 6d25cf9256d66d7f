using Stagecraft.Cli.Errors;

namespace Stagecraft.Cli.Arguments;

/// <summary>The targets and the hosts to replace of a plan.</summary>
internal sealed record ChoiceArguments(IReadOnlyList<string> Targets, IReadOnlyList<string> Replace)
{
    internal bool IsAny => Targets.Count + Replace.Count > 0;

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

    private static string[] Names(ParseResult parsed, string option)
    {
        string[] names = [.. (parsed.GetValue<string[]>(option) ?? []).SelectMany(v => v.Split(',')).Select(n => n.Trim())];
        return names.Contains("")
            ? throw new UsageException($"{option} requires host names", "for example app-1 or app-1,app-2")
            : [.. names.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }
}
