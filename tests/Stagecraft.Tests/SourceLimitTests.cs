using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Stagecraft.Testing;

namespace Stagecraft.Tests;

/// <summary>Limits of the C# sources: columns of a line, lines of a method, lines of a file.</summary>
public sealed class SourceLimitTests
{
    private const int MaxColumns = 140;
    private const int MaxMethodLines = 60;
    private const int MaxFileLines = 300;

    private static readonly string[] Folders = ["src", "tests", "bench", "eng", "examples"];
    private static readonly CSharpParseOptions Options = new(LanguageVersion.Preview);

    [Fact]
    public void Sources_are_within_the_limits()
    {
        string root = Path.GetDirectoryName(Repository.PathTo("stagecraft.slnx"))!;
        string[] files = [.. Folders.SelectMany(f => FilesOf(Path.Combine(root, f)))];
        IEnumerable<string> found = files.AsParallel().SelectMany(f => Violations(Path.GetRelativePath(root, f), File.ReadAllText(f)));

        files.Should().HaveCountGreaterThan(500);
        string.Join('\n', found.Order(StringComparer.Ordinal)).Should().BeEmpty();
    }

    [Fact]
    public void A_violation_is_found()
    {
        string line = new('x', MaxColumns + 1);
        Violations("a.cs", $"// {line}\n").Should().Equal("a.cs:1: 144 columns");
        Violations("a.cs", $"string s = \"\"\"\n{line}\n\"\"\";\nstring {line};\n").Should().Equal("a.cs:4: 149 columns");
        string body = new('\n', MaxMethodLines);
        Violations("a.cs", $"class C\n{{\n[A]\nvoid M()\n{{\n{body}}}\n}}\n").Should().Equal("a.cs:4: a method of 63 lines");
        Violations("a.cs", new string('\n', MaxFileLines + 1)).Should().Equal("a.cs: 301 lines");
    }

    private static IEnumerable<string> FilesOf(string folder) => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
        .Where(f => !f.Split(Path.DirectorySeparatorChar).Any(p => p is "bin" or "obj"));

    private static IEnumerable<string> Violations(string name, string text)
    {
        string[] lines = text.Split('\n');
        if (lines.Length - 1 > MaxFileLines)
        {
            yield return $"{name}: {lines.Length - 1} lines";
        }

        bool isLong = lines.Any(l => l.Length > MaxColumns);
        if (!isLong && lines.Length <= MaxMethodLines)
        {
            yield break;
        }

        SyntaxNode root = CSharpSyntaxTree.ParseText(text, Options).GetRoot();
        foreach ((int start, int end) in root.DescendantNodes().Where(IsMethod).Select(LinesOf))
        {
            if (end - start >= MaxMethodLines)
            {
                yield return $"{name}:{start + 1}: a method of {end - start + 1} lines";
            }
        }

        HashSet<int> data = isLong ? [.. root.DescendantNodes().SelectMany(LinesOfData)] : [];
        for (int i = 0; i < lines.Length; i++)
        {
            if (lines[i].Length > MaxColumns && !data.Contains(i))
            {
                yield return $"{name}:{i + 1}: {lines[i].Length} columns";
            }
        }
    }

    private static bool IsMethod(SyntaxNode node) =>
        node is BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax or AccessorDeclarationSyntax;

    private static (int Start, int End) LinesOf(SyntaxNode node)
    {
        SyntaxToken first = node.ChildNodesAndTokens().First(c => !c.IsKind(SyntaxKind.AttributeList)) switch
        {
            { IsToken: true } token => token.AsToken(),
            var child => child.AsNode()!.GetFirstToken(),
        };
        return (first.GetLocation().GetLineSpan().StartLinePosition.Line, node.GetLocation().GetLineSpan().EndLinePosition.Line);
    }

    /// <summary>The lines inside a string of several lines: they are data, and no line break can be added to them.</summary>
    private static IEnumerable<int> LinesOfData(SyntaxNode node)
    {
        if (node is not (LiteralExpressionSyntax or InterpolatedStringExpressionSyntax))
        {
            return [];
        }

        FileLinePositionSpan span = node.GetLocation().GetLineSpan();
        return Enumerable.Range(span.StartLinePosition.Line + 1, Math.Max(0, span.EndLinePosition.Line - span.StartLinePosition.Line - 1));
    }
}
