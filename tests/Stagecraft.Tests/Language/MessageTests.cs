using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Stagecraft.Testing;

namespace Stagecraft.Tests.Language;

/// <summary>Error messages, warnings and hints have one style: they begin in lower case and have no full stop at the end
/// (spec/cli/output.md, 6.1.2).</summary>
public sealed partial class MessageTests
{
    // What reports a problem: its texts are messages and hints.
    private static readonly string[] Reports =
    [
        "Problem", "UsageException", "CloudProviderException", "ConfigException", "CloudFailure", "Diagnosis", "PlanWarning",
        "Add", "AddAt", "At", "Of", "Report", "ReportMissing", "Missing", "Failed", "Fail", "Refused", "Warn", "Hint", "Note", "Require",
    ];

    [Fact]
    public void Messages_and_hints_have_one_style()
    {
        (string File, string Text)[] texts =
        [
            .. Directory.EnumerateFiles(Repository.PathTo("src"), "*.cs", SearchOption.AllDirectories)
                .Where(f => !Generated().IsMatch(f.Replace('\\', '/')) && !f.Contains("Sandbox/", StringComparison.Ordinal))
                .SelectMany(f => Texts(File.ReadAllText(f)).Select(t => (Path.GetFileName(f), t))),
        ];

        texts.Should().HaveCountGreaterThan(500);
        texts.Where(t => IsWrong(t.Text)).Should().BeEmpty();
    }

    /// <summary>Also texts that are composed elsewhere.</summary>
    [Fact]
    public void Messages_and_hints_in_recorded_output_have_one_style()
    {
        string[] lines =
        [
            .. Directory.EnumerateFiles(Repository.PathTo("tests/Stagecraft.Cli.Tests/Golden"))
                .SelectMany(f => Recorded().Matches(File.ReadAllText(f)).Select(m => m.Groups[1].Value)),
        ];

        lines.Should().HaveCountGreaterThan(50);
        lines.Where(IsWrong).Should().BeEmpty();
    }

    [Theory]
    [InlineData("class C { string Hint = a ? $\"Write {x}\" : \"b.\"; }", 2)]
    [InlineData("class C { void M() => problems.Add(node, \"size is empty\", b ?? \"example: \" + x + \".\"); }", 1)]
    [InlineData("class C { void M() { _ = p with { Hint = \"Save it\" }; var message = \"DigitalOcean responds\"; } }", 1)]
    public void A_wrong_text_is_found(string source, int count) => Texts(source).Count(IsWrong).Should().Be(count);

    private static bool IsWrong(string text) => text.EndsWith('.') || Capital().IsMatch(text);

    private static IEnumerable<string> Texts(string source) => CSharpSyntaxTree.ParseText(source).GetRoot().DescendantNodes()
        .SelectMany(Expressions).SelectMany(Leaves);

    private static IEnumerable<ExpressionSyntax> Expressions(SyntaxNode node) => node switch
    {
        VariableDeclaratorSyntax { Initializer.Value: { } value } v when IsHint(v.Identifier.Text) => [value],
        PropertyDeclarationSyntax { ExpressionBody.Expression: { } value } p when IsHint(p.Identifier.Text) => [value],
        AssignmentExpressionSyntax { Left: IdentifierNameSyntax name } a when IsHint(name.Identifier.Text) => [a.Right],
        InvocationExpressionSyntax call when Reports.Contains(call.Expression.ToString().Split('.')[^1]) =>
            call.ArgumentList.Arguments.Select(a => a.Expression),
        ObjectCreationExpressionSyntax { ArgumentList: { } arguments } made when Reports.Contains(made.Type.ToString()) =>
            arguments.Arguments.Select(a => a.Expression),
        _ => [],
    };

    private static bool IsHint(string name) => Regex.IsMatch(name, "(Hint|Advice|^hint|^advice)$");

    /// <summary>The texts that an expression can be, with <c>x</c> for what is inserted.</summary>
    private static IEnumerable<string> Leaves(ExpressionSyntax expression) => expression switch
    {
        ParenthesizedExpressionSyntax e => Leaves(e.Expression),
        ConditionalExpressionSyntax e => Leaves(e.WhenTrue).Concat(Leaves(e.WhenFalse)),
        BinaryExpressionSyntax e when e.IsKind(SyntaxKind.CoalesceExpression) => Leaves(e.Left).Concat(Leaves(e.Right)),
        BinaryExpressionSyntax e when e.IsKind(SyntaxKind.AddExpression) => [Text(e.Left) + Text(e.Right)],
        LiteralExpressionSyntax or InterpolatedStringExpressionSyntax => [Text(expression)],
        _ => [],
    };

    private static string Text(ExpressionSyntax expression) => expression switch
    {
        LiteralExpressionSyntax e => e.Token.ValueText,
        InterpolatedStringExpressionSyntax e =>
            string.Concat(e.Contents.Select(c => c is InterpolatedStringTextSyntax t ? t.TextToken.ValueText : "x")),
        BinaryExpressionSyntax e => Text(e.Left) + Text(e.Right),
        _ => "x",
    };

    // A name is written as always.
    [GeneratedRegex("^(?!DigitalOcean|Stagecraft|Amazon|Kamal)[A-Z][a-z]+ ")]
    private static partial Regex Capital();

    [GeneratedRegex("^(?:error|hint|warning|note): (.+)$|^ *\"(?:hint|message)\": \"(.+)\",?$", RegexOptions.Multiline)]
    private static partial Regex Recorded();

    [GeneratedRegex("/(?:bin|obj)/")]
    private static partial Regex Generated();
}
