using System.Reflection;
using System.Text.RegularExpressions;
using Stagecraft.Cli.Tests.Support;
using Stagecraft.DigitalOcean;
using Stagecraft.DigitalOcean.Sandbox;
using Stagecraft.Plans;

namespace Stagecraft.Cli.Tests;

/// <summary>Pages that outlive the code they describe help nobody.</summary>
public sealed partial class DocumentationTests
{
    private static readonly string[] NotOurs = ["HttpMessageHandler", "TimeProvider", "Stagecraft", "IHttpClientFactory", "ILoggerFactory"];

    [Fact]
    public void The_architecture_page_names_types_that_exist()
    {
        HashSet<string> types = [.. ((Assembly[])[typeof(App).Assembly, typeof(InfraPlan).Assembly, typeof(DigitalOceanProvider).Assembly, typeof(DigitalOceanSandbox).Assembly])
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

    /// <summary>A name in backticks, alone or before a member: a type's.</summary>
    [GeneratedRegex("`([A-Z][A-Za-z]+)(?:\\.[A-Z][A-Za-z]+)?`")]
    private static partial Regex TypeName();

    [GeneratedRegex("\\]\\((?!https?:)([^)#*\\[\\]\\s]+)(?:#[^)]*)?\\)")]
    private static partial Regex Link();
}
