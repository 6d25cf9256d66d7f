using System.Text.RegularExpressions;
using Stagecraft.DigitalOcean.Api;
using Stagecraft.DigitalOcean.Tests.Settings;

namespace Stagecraft.DigitalOcean.Tests;

/// <summary>spec/providers/cloud/digitalocean.md 8.2: one table of scopes.</summary>
public sealed partial class TokenScopeTests
{
    private static readonly string Table = string.Concat(TokenScopes.All.Select(s => $"| `{s.Scope}` | {s.Use} |\n"));

    [Fact]
    public void The_readme_has_the_table() => File.ReadAllText(Repository.PathTo("README.md")).Should().Contain(Table);

    [Fact]
    public void The_specification_has_the_table() =>
        File.ReadAllText(Repository.PathTo("spec/providers/cloud/digitalocean.md")).Should().Contain(Table);

    [Fact]
    public void The_requests_have_the_scopes_of_the_table()
    {
        string folder = Repository.PathTo("src/Stagecraft.DigitalOcean");
        string[] used =
        [
            .. Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
                .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
                    && Path.GetFileName(f) != "TokenScopes.cs")
                .SelectMany(f => Scope().Matches(File.ReadAllText(f)).Select(m => m.Value))
                .Distinct(),
        ];
        used.Should().BeEquivalentTo(TokenScopes.All.Select(s => s.Scope));
    }

    [GeneratedRegex("[a-z_]+:(?:read|create|update|delete|assign_resource)\\b")]
    private static partial Regex Scope();
}
