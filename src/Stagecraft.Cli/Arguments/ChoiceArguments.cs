using Stagecraft.Cli.Errors;
using Stagecraft.Cli.Terminal;

namespace Stagecraft.Cli.Arguments;

/// <summary>The targets, the hosts to replace and the permitted losses of a plan.</summary>
/// <param name="AllowLoss">Each as <c>kind/name</c>.</param>
internal sealed record ChoiceArguments(
    IReadOnlyList<string> Targets, IReadOnlyList<string> Replace, IReadOnlyList<string> AllowLoss)
{
    internal bool IsAny => Targets.Count + Replace.Count + AllowLoss.Count > 0;

    /// <summary>The options of a command line.</summary>
    internal string Text => TextOf("--target", Targets) + TextOf("--replace", Replace) + TextOf("--allow-loss", AllowLoss);

    /// <exception cref="UsageException">Options contradict each other, or a value is invalid.</exception>
    internal static ChoiceArguments From(ParseResult parsed)
    {
        ChoiceArguments choice = new ChoiceArguments(
            Names(parsed, "--target"), Names(parsed, "--replace"), Losses(parsed));
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
        string[] names = Values(parsed, option);
        return names.Contains("")
            ? throw new UsageException($"{option} requires host names", "for example app-1 or app-1,app-2")
            : names;
    }

    private static string[] Losses(ParseResult parsed)
    {
        string[] names = Values(parsed, "--allow-loss");
        return names.FirstOrDefault(n => !IsAddress(n)) is { } wrong
            ? throw new UsageException(
                $"invalid value {Excerpt.Of(wrong)} for --allow-loss", "for example load_balancer/web or volume/db-1-data")
            : names;
    }

    private static bool IsAddress(string text) =>
        text.Split('/', 2) is [var kind, { Length: > 0 }] && kind != ResourceKind.Host && ResourceKind.IsKnown(kind);

    private static string[] Values(ParseResult parsed, string option) =>
    [
        .. (parsed.GetValue<string[]>(option) ?? []).SelectMany(v => v.Split(',')).Select(n => n.Trim())
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
    ];
}
