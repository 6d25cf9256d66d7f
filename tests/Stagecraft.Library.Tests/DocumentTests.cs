using System.Text.RegularExpressions;
using Stagecraft.DigitalOcean.Api;
using Stagecraft.Samples;

namespace Stagecraft.Library.Tests;

/// <summary>The code of docs/library.md is that of the samples, which are compiled and run here.</summary>
public sealed partial class DocumentTests
{
    private static readonly string Root = FindRoot();

    [Fact]
    public void Every_block_of_code_is_a_region_of_a_sample()
    {
        string page = File.ReadAllText(Path.Combine(Root, "docs", "library.md")).ReplaceLineEndings("\n");
        Match[] blocks = [.. Block().Matches(page).Cast<Match>()];

        blocks.Should().HaveCount(page.Split("```csharp\n").Length - 1).And.HaveCountGreaterThan(5);
        foreach (Match block in blocks)
        {
            string file = block.Groups["file"].Value;
            block.Groups["code"].Value.Should().Be(Region(file, block.Groups["region"].Value), $"it is to be that of {file}");
        }
    }

    [Fact]
    public void Every_region_of_a_sample_is_shown()
    {
        string page = File.ReadAllText(Path.Combine(Root, "docs", "library.md"));
        string[] regions = [.. Directory.GetFiles(Path.Combine(Root, "examples", "library"), "*.cs")
            .SelectMany(
                f => RegionName().Matches(File.ReadAllText(f)).Cast<Match>()
                    .Select(m => $"<!-- examples/library/{Path.GetFileName(f)}#{m.Groups[1].Value} -->"))];

        regions.Should().NotBeEmpty().And.OnlyContain(r => page.Contains(r));
    }

    [Fact]
    public async Task The_console_program_creates_its_provider_and_can_be_canceled() =>
        await FluentActions.Awaiting(() => FirstRun.RunAsync(new CancellationToken(canceled: true)))
            .Should().ThrowAsync<OperationCanceledException>();

    private static string Region(string file, string name)
    {
        string[] lines = File.ReadAllText(Path.Combine(Root, file)).ReplaceLineEndings("\n").Split('\n');
        int start = Array.FindIndex(lines, l => l.Trim() == $"#region {name}");
        start.Should().BeGreaterThanOrEqualTo(0, $"{file} is to have a region {name}");
        int indent = lines[start].Length - lines[start].TrimStart().Length;
        return string.Concat(
            lines.Skip(start + 1).TakeWhile(l => l.Trim() != "#endregion")
                .Select(l => (l.Length > indent ? l[indent..] : l.Trim()) + "\n"));
    }

    private static string FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "stagecraft.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests do not run inside the repository.");
    }

    [GeneratedRegex(@"<!-- (?<file>[^#\n]+)#(?<region>\w+) -->\n```csharp\n(?<code>.*?)```\n", RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"#region (\w+)")]
    private static partial Regex RegionName();
}
