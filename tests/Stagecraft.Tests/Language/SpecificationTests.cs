using System.Text.RegularExpressions;
using Stagecraft.Testing;

namespace Stagecraft.Tests.Language;

/// <summary>The form of the specification: short paragraphs, section numbers in order, and references to existing sections.</summary>
public sealed class SpecificationTests
{
    private const int LongestParagraph = 60;
    private const string Number = @"\d+(?:\.\d+)*";

    private static readonly SpecificationPage[] Pages = [.. SpecificationPage.All()];

    [Fact]
    public void Paragraphs_are_short()
    {
        Pages.Should().HaveCountGreaterThan(8);
        Pages.SelectMany(p => p.Paragraphs).Should().HaveCountGreaterThan(1000);
        Pages.SelectMany(p => p.Paragraphs.Where(t => t.Split(' ').Length > LongestParagraph).Select(t => $"{p.Name}: {t}"))
            .Should().BeEmpty();
    }

    [Fact]
    public void Section_numbers_have_no_gap_and_are_in_order() => Pages.SelectMany(p => p.Misnumbered()).Should().BeEmpty();

    [Fact]
    public void References_in_the_specification_name_existing_sections() =>
        Pages.SelectMany(p => p.OwnReferences().Where(r => !p.Sections.Contains(r)).Select(r => $"{p.Name} refers to {r}"))
            .Should().BeEmpty();

    [Fact]
    public void References_by_file_name_existing_sections()
    {
        (string File, string Page, string Section)[] references = [.. Sources().SelectMany(References)];

        references.Should().HaveCountGreaterThan(400);
        references.Where(r => !Pages.Single(p => p.Name == r.Page).Sections.Contains(r.Section))
            .Select(r => $"{r.File} refers to {r.Page} {r.Section}").Should().BeEmpty();
    }

    [Theory]
    [InlineData("## 1. A\n1.1 B\n1.1.1. C\n\n### 1.2. D\n## 2. E", null)]
    [InlineData("## 1. A\n1.1 B\n1.3 C", "1.3")]
    [InlineData("## 1. A\n1.1 B\n1.2 C\n1.1.1 D", "1.1.1")]
    [InlineData("## 1. A\n1.1 B\n1.1 C", "1.1")]
    [InlineData("## 1. A\n2.1 B", "2.1")]
    [InlineData("## 1. A\n```\n1.7 B\n```\n", null)]
    public void A_wrong_number_is_found(string text, string? number)
    {
        string[] found = [.. new SpecificationPage("page.md", text).Misnumbered()];

        found.Should().HaveCount(number is null ? 0 : 1);
        found.Should().OnlyContain(f => f.Contains($" {number} ", StringComparison.Ordinal));
    }

    [Fact]
    public void Paragraphs_and_references_of_a_page_are_found()
    {
        SpecificationPage page = new("page.md",
            "## 1. A\n\n1.1 one (1.1, 2.3)\ntwo\n\n* three\n  four (see 9.9)\n* five\n\n| six |\n\n```\nseven\n```\n");

        page.Paragraphs.Should().Equal("1.1 one (1.1, 2.3) two", "* three four (see 9.9)", "* five");
        page.OwnReferences().Should().Equal("1.1", "2.3");
        page.Sections.Should().BeEquivalentTo("1", "1.1");
    }

    private static IEnumerable<string> Sources() => new[] { "src", "tests", "bench", "eng", "spec", "docs" }
        .SelectMany(f => Directory.EnumerateFiles(Path.Combine(Repository.Root, f), "*", SearchOption.AllDirectories))
        .Where(f => Path.GetExtension(f) is ".cs" or ".md" or ".txt" && !Regex.IsMatch(f, @"[/\\](bin|obj|artifacts)[/\\]"));

    private static IEnumerable<(string File, string Page, string Section)> References(string file) =>
        from Match match in Regex.Matches(
            File.ReadAllText(file), $@"\b([a-z-]+\.md)[,`)]?(?: section)? ({Number}(?:(?:, | and | to ){Number})*)")
        let page = match.Groups[1].Value
        where Pages.Any(p => p.Name == page)
        from Match number in Regex.Matches(match.Groups[2].Value, Number)
        select (Path.GetRelativePath(Repository.Root, file), page, number.Value);
}
