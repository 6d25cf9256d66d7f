using System.Reflection;
using System.Text.RegularExpressions;
using Stagecraft.DigitalOcean;
using Stagecraft.DigitalOcean.Sandbox;
using Stagecraft.Engine;
using Stagecraft.Plans;
using Stagecraft.Testing;

namespace Stagecraft.Cli.Tests;

/// <summary>Documentation pages match the code.</summary>
public sealed partial class DocumentationTests
{
    private static readonly string[] NotOurs = ["HttpMessageHandler", "TimeProvider", "Stagecraft", "IHttpClientFactory", "ILoggerFactory"];

    [Fact]
    public void The_architecture_page_names_types_that_exist()
    {
        HashSet<string> types = [.. ((Assembly[])
        [
            typeof(App).Assembly, typeof(InfraPlan).Assembly, typeof(EngineProvider).Assembly, typeof(DigitalOceanProvider).Assembly,
            typeof(DigitalOceanSandbox).Assembly,
        ])
            .SelectMany(a => a.GetTypes())
            .Select(t => t.Name)];

        string[] named = [.. TypeName().Matches(Repository.Read("docs", "architecture.md")).Select(m => m.Groups[1].Value).Distinct()];

        named.Should().HaveCountGreaterThan(30);
        named.Except(types).Except(NotOurs).Should().BeEmpty();
    }

    [Fact]
    public void Every_link_between_the_pages_leads_somewhere()
    {
        string[] broken =
        [
            .. Directory.EnumerateFiles(Repository.Root, "*.md", SearchOption.AllDirectories)
                .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
                    && !f.Contains($"{Path.DirectorySeparatorChar}artifacts{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
                .SelectMany(f => Link().Matches(File.ReadAllText(f)).Select(m => (File: f, Target: m.Groups[1].Value)))
                .Where(l => !Path.Exists(Path.Combine(Path.GetDirectoryName(l.File)!, l.Target)))
                .Select(l => $"{l.File}: {l.Target}"),
        ];

        broken.Should().BeEmpty();
    }

    [Fact]
    public void The_site_has_every_page()
    {
        string contents = Repository.Read("eng", "site", "toc.yml");
        IEnumerable<string> pages = Directory.EnumerateFiles(Repository.PathTo("docs"), "*.md").Select(f => $"docs/{Path.GetFileName(f)}")
            .Concat(Directory.EnumerateFiles(Repository.PathTo("spec"), "*.md", SearchOption.AllDirectories)
                .Select(f => Path.GetRelativePath(Repository.Root, f).Replace('\\', '/')));

        pages.Where(p => !contents.Contains($"href: ../../{p}\n", StringComparison.Ordinal)).Should().BeEmpty();
    }

    [Fact]
    public void The_guide_for_contributors_names_paths_that_exist()
    {
        // Of a built program, the project must exist.
        string[] paths =
        [
            .. RepositoryPath().Matches(Repository.Read("CONTRIBUTING.md")).Select(m => m.Groups[1].Value.Split("/bin/")[0]).Distinct(),
        ];

        paths.Should().HaveCountGreaterThan(30);
        paths.Where(p => !Path.Exists(Repository.PathTo(p))).Should().BeEmpty();
    }

    [GeneratedRegex("`((?:src|tests|spec|docs|eng|examples)/[A-Za-z0-9_./-]+)(?: |`)")]
    private static partial Regex RepositoryPath();

    /// <summary>docs/security.md: the tests that it names exist.</summary>
    [Fact]
    public void The_threat_model_names_tests_that_exist()
    {
        string[] threats =
        [
            .. Repository.Read("docs", "security.md").Split('\n').SkipWhile(l => l != "## Threats").Where(l => l.StartsWith('|')).Skip(2),
        ];
        string tests = Path.Combine(Repository.Root, "tests");
        string[] files =
        [
            .. Directory.EnumerateFiles(tests, "*.cs", SearchOption.AllDirectories).Select(f => Path.GetFileNameWithoutExtension(f)!),
        ];
        string[] folders = [.. Directory.EnumerateDirectories(tests, "*", SearchOption.AllDirectories).Select(f => Path.GetFileName(f)!)];

        threats.Should().HaveCountGreaterThan(10);
        foreach (string by in threats.Select(t => t.TrimEnd('|', ' ').Split(" | ")[^1]))
        {
            string[] named = [.. Test().Matches(by).Select(m => m.Groups[1].Value)];
            (named.Length + Regex.Count(by, "fuzz|eng/|\\.ci/")).Should().BePositive(by);
            named.Where(n => n.EndsWith('/') ? !folders.Contains(n[..^1]) : !files.Contains(n.Split('/')[^1])).Should().BeEmpty();
        }
    }

    [Fact]
    public void The_safety_page_names_tests_that_exist()
    {
        string[] files =
        [
            .. Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests"), "*.cs", SearchOption.AllDirectories)
                .Select(f => f.Replace('\\', '/')),
        ];

        string[] named = [.. Test().Matches(Repository.Read("docs", "safety.md")).Select(m => m.Groups[1].Value)];

        named.Should().HaveCountGreaterThan(4);
        named.Where(n => !files.Any(f => f.EndsWith($"/{n}.cs", StringComparison.Ordinal))).Should().BeEmpty();
    }

    [GeneratedRegex("`((?:[A-Z][A-Za-z]+/)?[A-Z][A-Za-z]+(?:Tests|/))`")]
    private static partial Regex Test();

    /// <summary>A name in backticks, alone or before a member: a type's.</summary>
    [GeneratedRegex("`([A-Z][A-Za-z]+)(?:\\.[A-Z][A-Za-z]+)?`")]
    private static partial Regex TypeName();

    [GeneratedRegex("\\]\\((?!https?:|xref:)([^)#*\\[\\]\\s]+)(?:#[^)]*)?\\)")]
    private static partial Regex Link();
}
