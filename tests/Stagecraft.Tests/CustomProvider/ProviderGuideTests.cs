using System.Text.RegularExpressions;
using Stagecraft.Testing;

namespace Stagecraft.Tests.CustomProvider;

/// <summary>The code in docs/providers.md is that of the examples and of the engine.</summary>
public sealed partial class ProviderGuideTests
{
    [Fact]
    public void Every_block_of_code_is_a_piece_of_the_file_named_above_it()
    {
        string guide = File.ReadAllText(Repository.PathTo("docs/providers.md")).ReplaceLineEndings("\n");
        MatchCollection blocks = Block().Matches(guide);

        blocks.Should().HaveCountGreaterThan(8).And.HaveCount(Regex.Count(guide, "```csharp"), "each has a file named above it");
        foreach (Match block in blocks)
        {
            string[] piece = block.Groups["code"].Value.TrimEnd('\n').Split('\n');
            string[] file = Source(block.Groups["file"].Value);

            Enumerable.Range(0, Math.Max(0, file.Length - piece.Length + 1))
                .Any(i => Outdented(file.AsSpan(i, piece.Length)).SequenceEqual(piece))
                .Should().BeTrue($"this is in {block.Groups["file"].Value}:\n{block.Groups["code"].Value}");
        }
    }

    [Fact]
    public void Every_file_and_type_it_names_is_there()
    {
        string guide = File.ReadAllText(Repository.PathTo("docs/providers.md"));
        string[] files = [.. NamedFile().Matches(guide).Select(m => m.Groups[1].Value).Distinct()];

        files.Should().HaveCountGreaterThan(6).And.OnlyContain(f => Source(f).Length > 0);
    }

    /// <summary>The lines of a file of an example, or of an interface of the engine without its comments.</summary>
    private static string[] Source(string name)
    {
        string[] examples = ["examples/custom-provider/", "examples/minimal-driver/"];
        if (Array.Find(examples, e => File.Exists(Repository.PathTo(e + name))) is { } example)
        {
            return Lines(example + name);
        }

        return [.. Lines("src/Stagecraft.Engine/Clouds/" + name)
            .Where(l => l.Trim() is { Length: > 0 } code && !code.StartsWith("///", StringComparison.Ordinal))];
    }

    private static string[] Lines(string path) => File.ReadAllText(Repository.PathTo(path)).ReplaceLineEndings("\n").Split('\n');

    private static string[] Outdented(ReadOnlySpan<string> lines)
    {
        string[] all = lines.ToArray();
        int indent = all.Where(l => l.Length > 0).Select(l => l.Length - l.TrimStart(' ').Length).DefaultIfEmpty(0).Min();
        return [.. all.Select(l => l.Length > indent ? l[indent..] : l.TrimStart(' '))];
    }

    [GeneratedRegex("^`(?<file>[A-Za-z/]+\\.cs)`:\n\n```csharp\n(?<code>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex("`([A-Za-z/]+\\.cs)`")]
    private static partial Regex NamedFile();
}
