using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Stagecraft.Testing;

namespace Stagecraft.Tests.Providers;

/// <summary>No code depends on which cloud it runs on (docs/architecture.md): a cloud describes itself through facts, terms and
/// capabilities. The name of a provider selects a cloud in one place.</summary>
public sealed class ProviderNameTests
{
    /// <summary>The selection of a cloud, and the refusal of a plan of another driver.</summary>
    private static readonly string[] Permitted =
    [
        "src/Stagecraft.Cli/Cloud/Clouds.cs: c.Id == provider",
        "src/Stagecraft.Engine/Planning/DesiredState.cs: plan.Provider != terms.Provider",
    ];

    private static readonly string[] Ids = ["aws", "digitalocean"];
    private static readonly string[] Names = ["provider", "providerid", "clouds.default"];
    private static readonly string[] Types = ["AwsCloud", "DigitalOceanCloud", "AwsProvider", "DigitalOceanProvider"];
    private static readonly CSharpParseOptions Options = new(LanguageVersion.Preview);

    [Fact]
    public void No_source_has_a_condition_on_a_provider()
    {
        string root = Path.GetDirectoryName(Repository.PathTo("stagecraft.slnx"))!;
        string[] files =
        [
            .. Directory.EnumerateFiles(Path.Combine(root, "src"), "*.cs", SearchOption.AllDirectories)
                .Where(f => !f.Split(Path.DirectorySeparatorChar).Any(p => p is "bin" or "obj")),
        ];
        string[] found =
        [
            .. files.AsParallel()
                .SelectMany(f => Conditions(Path.GetRelativePath(root, f).Replace('\\', '/'), File.ReadAllText(f)))
                .Order(StringComparer.Ordinal),
        ];

        files.Should().HaveCountGreaterThan(500);
        found.Should().Equal(Permitted);
    }

    [Theory]
    [InlineData("id == \"aws\"")]
    [InlineData("\"digitalocean\" != file.ProviderId")]
    [InlineData("id is \"aws\"")]
    [InlineData("id is not (\"x\" or \"digitalocean\")")]
    [InlineData("file is { ProviderId: \"aws\" }")]
    [InlineData("id.Equals(\"aws\", StringComparison.Ordinal)")]
    [InlineData("id.StartsWith(\"aws\")")]
    [InlineData("string.Equals(id, \"aws\", StringComparison.OrdinalIgnoreCase)")]
    [InlineData("file.ProviderId == other")]
    [InlineData("other != provider")]
    [InlineData("cloud == Clouds.Default")]
    [InlineData("session.Provider is AwsProvider")]
    [InlineData("cloud is AwsCloud { Id: var id }")]
    [InlineData("cloud as AwsCloud")]
    [InlineData("id switch { \"aws\" => 1, _ => 2 }")]
    [InlineData("cloud switch { DigitalOceanCloud => 1, _ => 2 }")]
    [InlineData("(int)(cloud is AwsCloud or DigitalOceanCloud ? 1 : 2)")]
    public void A_condition_is_found(string expression) =>
        Conditions("a.cs", $"class C {{ object M() => {expression}; }}").Should().NotBeEmpty();

    [Theory]
    [InlineData("provider is null")]
    [InlineData("provider == null")]
    [InlineData("session.Provider is not IDiagnosisProvider")]
    [InlineData("new Terms { Provider = \"aws\" }")]
    [InlineData("change.Provider.Equals")]
    [InlineData("host.Id == machine.Id")]
    [InlineData("Find(\"aws\")")]
    public void What_is_no_condition_on_a_provider_is_permitted(string expression) =>
        Conditions("a.cs", $"class C {{ object M() => {expression}; }}").Should().BeEmpty();

    [Fact]
    public void A_case_of_a_statement_is_found() =>
        Conditions("a.cs", "class C { void M() { switch (id) { case \"aws\": break; } } }").Should().Equal("a.cs: case \"aws\":");

    private static IEnumerable<string> Conditions(string name, string text)
    {
        string[] tokens = [.. Ids, .. Names, .. Types];
        return tokens.Any(t => text.Contains(t, StringComparison.OrdinalIgnoreCase))
            ? CSharpSyntaxTree.ParseText(text, Options).GetRoot().DescendantNodes().Where(IsCondition).Select(n => $"{name}: {n}")
            : [];
    }

    private static bool IsCondition(SyntaxNode node) => node switch
    {
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression or (int)SyntaxKind.NotEqualsExpression } comparison =>
            (IsName(comparison.Left) || IsName(comparison.Right)) && !IsNull(comparison.Left) && !IsNull(comparison.Right),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.IsExpression or (int)SyntaxKind.AsExpression, Right: var type } => IsType(type),
        ConstantPatternSyntax { Expression: var value } => IsId(value) || IsType(value),
        CaseSwitchLabelSyntax { Value: var value } => IsId(value) || IsType(value),
        TypePatternSyntax { Type: var type } => IsType(type),
        DeclarationPatternSyntax { Type: var type } => IsType(type),
        RecursivePatternSyntax { Type: { } type } => IsType(type),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.Text: var method } } call =>
            method is "Equals" or "StartsWith" or "Contains" or "Compare" && call.ArgumentList.Arguments.Any(a => IsId(a.Expression)),
        _ => false,
    };

    private static bool IsName(ExpressionSyntax operand)
    {
        string text = operand.ToString();
        return IsId(operand) || Names.Any(n => text.Equals(n, StringComparison.OrdinalIgnoreCase)
            || text.EndsWith($".{n}", StringComparison.OrdinalIgnoreCase));
    }

    private static bool IsId(ExpressionSyntax operand) => operand is LiteralExpressionSyntax { Token.Value: string text }
        && Ids.Contains(text);

    private static bool IsType(ExpressionSyntax operand) => Types.Contains(operand.ToString());

    private static bool IsNull(ExpressionSyntax operand) => operand.IsKind(SyntaxKind.NullLiteralExpression);
}
