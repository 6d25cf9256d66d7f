using System.Text.RegularExpressions;
using Stagecraft.Testing;

namespace Stagecraft.Cli.Tests.EndToEnd;

/// <summary>A recipe of docs/operations.md.</summary>
/// <param name="Title">The heading.</param>
/// <param name="Blocks">Its code blocks in their order: edits (<c>diff</c>), commands (<c>sh</c>) and parts of their output
/// (<c>text</c>).</param>
/// <param name="Facts">The entries of its list by their first word, for example <c>Changes</c>.</param>
internal sealed partial record OperationsRecipe(
    string Title, IReadOnlyList<(string Kind, string Text)> Blocks, IReadOnlyDictionary<string, string> Facts)
{
    private static string Page => Repository.Read("docs", "operations.md").ReplaceLineEndings("\n");

    /// <summary>The file at the beginning of the page.</summary>
    internal static string File => Page.Split("```yaml\n")[1].Split("```")[0];

    internal static IReadOnlyList<OperationsRecipe> All() => [.. Page.Split("\n## ").Skip(1).Select(Read)];

    /// <summary>The file after the edits of a diff.</summary>
    internal static string Edit(string file, string diff)
    {
        string[] lines = diff.TrimEnd('\n').Split('\n');
        string Side(char removed) => string.Concat(lines.Where(l => l[0] != removed).Select(l => $"{l[1..]}\n"));
        file.Split(Side('+')).Should().HaveCount(2, $"the file has the lines of this edit once:\n{diff}");
        return file.Replace(Side('+'), Side('-'), StringComparison.Ordinal);
    }

    private static OperationsRecipe Read(string section) => new(
        section.Split('\n')[0],
        [.. Block().Matches(section).Select(m => (m.Groups[1].Value, m.Groups[2].Value))],
        Fact().Matches(section).ToDictionary(m => m.Groups[1].Value, m => m.Groups[2].Value));

    [GeneratedRegex("^```(diff|sh|text)\n((?:.*\n)*?)```$", RegexOptions.Multiline)]
    private static partial Regex Block();

    [GeneratedRegex(@"^\* \*\*(\w+):\*\* (.+)$", RegexOptions.Multiline)]
    private static partial Regex Fact();
}
