using System.CommandLine;
using System.Text.RegularExpressions;
using Stagecraft.Cli.Arguments;
using Stagecraft.Cli.Commands;
using Stagecraft.Cli.Rendering;
using Stagecraft.Testing;

namespace Stagecraft.Cli.Tests;

/// <summary>Every command that the pages show is one: known words, known options. Those of the first steps and of pipelines are also run,
/// end to end.</summary>
public sealed partial class ShownCommandTests
{
    public static TheoryData<string> Pages() =>
        [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs"), "*.md").Append(Path.Combine(Repository.Root, "README.md"))
            .Select(f => Path.GetRelativePath(Repository.Root, f)).Where(f => !f.EndsWith("commands.md", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_shown_command_is_one(string page)
    {
        Command root = StagecraftCommand.Create(new Invocation(_ => throw new InvalidOperationException()));
        string text = Repository.Read(page);

        string[] wrong =
        [
            .. InBlocks().Matches(text).SelectMany(m => Line().Matches(m.Value)).Concat(Inline().Matches(text))
                .Select(m => m.Groups[1].Value.Split('|', '>', ';', '#')[0].Replace("…", "", StringComparison.Ordinal).Trim())
                .Where(c => root.Parse(Arguments(c)).Errors.Count > 0)
                .Distinct(),
        ];

        wrong.Should().BeEmpty();
    }

    [Fact]
    public void They_are_found() =>
        InBlocks().Matches(Repository.Read("docs", "getting-started.md")).SelectMany(m => Line().Matches(m.Value)).Should()
            .HaveCountGreaterThan(9);

    // Words in capitals stand for a value.
    private static string[] Arguments(string command) =>
        [.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(w => w.Trim('\''))
            .Select(w => w is "N" or "NUMBER" ? "1" : w).Where(w => w != "...")];

    [GeneratedRegex("^```(?:sh|console)\n(?:.*\n)*?```$", RegexOptions.Multiline)]
    private static partial Regex InBlocks();

    [GeneratedRegex(@"^(?:\$ )?(stagecraft .+)$", RegexOptions.Multiline)]
    private static partial Regex Line();

    [GeneratedRegex(@"`(stagecraft (?:infra|validate|init|doctor|sandbox|schema|completions)\b[^`\n]*)`")]
    private static partial Regex Inline();
}
