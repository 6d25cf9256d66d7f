using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Stagecraft.Testing;

namespace Stagecraft.Tests.Language;

/// <summary>Texts for users are in plain technical English: pages, specification, output, strings and XML documentation have no banned
/// word.</summary>
public sealed class LanguageTests
{
    private static readonly CSharpParseOptions Options = new(LanguageVersion.Preview, DocumentationMode.Parse);

    [Fact]
    public void Pages_have_no_banned_word()
    {
        Pages().Should().HaveCountGreaterThan(30);
        Found(Pages(), t => t).Should().BeEmpty();
    }

    [Fact]
    public void Output_has_no_banned_word()
    {
        string[] outputs = [.. FilesOf("tests", "*.txt").Where(f => f.Contains("/Golden/", StringComparison.Ordinal))];

        outputs.Should().HaveCountGreaterThan(100);
        Found(outputs, t => t).Should().BeEmpty();
    }

    [Fact]
    public void Strings_have_no_banned_word() => Found(Sources(), Strings).Should().BeEmpty();

    [Fact]
    public void Xml_documentation_has_no_banned_word() => Found(Sources(), Documentation).Should().BeEmpty();

    [Fact]
    public void Every_exception_is_used_and_has_a_reason()
    {
        AllowedPhrases.All.Should().OnlyContain(a => a.Reason.Length > 10);
        AllowedPhrases.All.Where(a => !Pages().Concat(Sources()).Where(f => NameOf(f).StartsWith(a.Path, StringComparison.Ordinal))
            .Any(f => File.ReadAllText(f).Contains(a.Phrase, StringComparison.Ordinal))).Should().BeEmpty();
        AllowedPhrases.All.Where(a => !BannedWords.In(a.Phrase).Any()).Should().BeEmpty();
    }

    [Theory]
    [InlineData("The plan is made Anew.", "Anew")]
    [InlineData("what it was told", "told")]
    [InlineData("the droplet is gone", "gone")]
    [InlineData("it is left as it is.", "as it is")]
    [InlineData("a\n## What remains\nb", "## What remains")]
    [InlineData("the colour", "colour")]
    public void A_banned_word_is_found(string text, string word) =>
        BannedWords.In(text).Should().ContainSingle().Which.Word.Should().Be(word);

    [Theory]
    [InlineData("It is looked up as it is declared. Begone, a stallion; what is a plan? recolored")]
    [InlineData("## What is a plan?")]
    public void Other_words_are_not_found(string text) => BannedWords.In(text).Should().BeEmpty();

    [Fact]
    public void Strings_and_documentation_of_a_source_are_found()
    {
        const string source = """"
            /// <summary>One <see cref="gone"/> two.</summary>
            class C { string s = "three"; string t = $"four {gone} five"; string u = """six"""; /* seven */ }
            """";

        Words(Strings(source)).Should().Equal("three", "four", "five", "six");
        Words(Documentation(source)).Should().Equal("One", "two");
    }

    private static IEnumerable<string> Words(string text) => Regex.Matches(text, "[A-Za-z]+").Select(m => m.Value);

    private static string[] Pages() =>
    [
        .. Directory.EnumerateFiles(Repository.Root, "*.md"),
        .. FilesOf("docs", "*.md"), .. FilesOf("spec", "*.md"), .. FilesOf("src", "README.md"), .. FilesOf("examples", "*.md"),
        .. FilesOf("bench", "*.md"),
    ];

    private static string NameOf(string file) => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/');

    private static IEnumerable<string> Sources() => FilesOf("src", "*.cs");

    private static IEnumerable<string> FilesOf(string folder, string pattern) =>
        Directory.EnumerateFiles(Repository.PathTo(folder), pattern, SearchOption.AllDirectories)
            .Select(f => f.Replace('\\', '/'))
            .Where(f => !f.Contains("/bin/", StringComparison.Ordinal) && !f.Contains("/obj/", StringComparison.Ordinal));

    /// <summary>The banned words of files, without the allowed phrases.</summary>
    /// <param name="files">The files.</param>
    /// <param name="part">The checked part of a text: every other character is a space, line breaks are kept.</param>
    private static string Found(IEnumerable<string> files, Func<string, string> part) =>
        string.Join('\n', files.AsParallel().SelectMany(f => FoundIn(f, part)).Order(StringComparer.Ordinal));

    private static IEnumerable<string> FoundIn(string file, Func<string, string> part)
    {
        string name = NameOf(file);
        string text = File.ReadAllText(file);
        foreach (AllowedPhrase allowed in AllowedPhrases.All.Where(a => name.StartsWith(a.Path, StringComparison.Ordinal)))
        {
            text = text.Replace(allowed.Phrase, new string('_', allowed.Phrase.Length), StringComparison.Ordinal);
        }

        if (!BannedWords.In(text).Any())
        {
            return [];
        }

        string kept = part(text);
        return BannedWords.In(kept).Select(b => $"{name}:{1 + kept.AsSpan(0, b.Index).Count('\n')}: '{b.Word}' (instead: {b.Instead})");
    }

    private static string Strings(string source) => Kept(source, Root(source).DescendantTokens()
        .Where(t => t.Kind() is SyntaxKind.StringLiteralToken or SyntaxKind.SingleLineRawStringLiteralToken
            or SyntaxKind.MultiLineRawStringLiteralToken or SyntaxKind.InterpolatedStringTextToken
            or SyntaxKind.Utf8StringLiteralToken or SyntaxKind.Utf8MultiLineRawStringLiteralToken));

    private static string Documentation(string source) => Kept(source, Root(source).DescendantTokens(descendIntoTrivia: true)
        .Where(t => t.IsKind(SyntaxKind.XmlTextLiteralToken)));

    private static SyntaxNode Root(string source) => CSharpSyntaxTree.ParseText(source, Options).GetRoot();

    private static string Kept(string source, IEnumerable<SyntaxToken> tokens)
    {
        char[] kept = [.. source.Select(c => c == '\n' ? c : ' ')];
        foreach (SyntaxToken token in tokens)
        {
            source.CopyTo(token.SpanStart, kept, token.SpanStart, token.Span.Length);
        }

        return new string(kept);
    }
}
