using Stagecraft.Testing;

namespace Stagecraft.Cli.Tests.Releases;

/// <summary>spec/releases.md, section 4: static checks of the Dockerfile.</summary>
public sealed class DockerfileTests
{
    private static readonly (string Word, string Value)[] Lines =
    [
        .. Repository.Read("Dockerfile").Replace("\\\n", "", StringComparison.Ordinal).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(l => !l.StartsWith('#'))
            .Select(l => (l[..l.IndexOf(' ', StringComparison.Ordinal)], l[(l.IndexOf(' ', StringComparison.Ordinal) + 1)..].Trim())),
    ];

    [Fact]
    public void Base_images_have_tags_and_the_last_one_has_no_shell()
    {
        string[] bases = [.. Lines.Where(l => l.Word == "FROM").Select(l => l.Value.Split(' ')[0])];

        bases.Should().HaveCount(2)
            .And.AllSatisfy(b => b.Should().MatchRegex(@"^mcr\.microsoft\.com/dotnet/[a-z-]+:10\.0-noble(-chiseled)?$"));
        bases[^1].Should().Be("mcr.microsoft.com/dotnet/runtime-deps:10.0-noble-chiseled");
        Last().Should().NotContain(l => l.Word == "RUN" || l.Word == "ADD");
    }

    [Fact]
    public void The_command_runs_in_work_and_not_as_root()
    {
        (string Word, string Value)[] last = [.. Last()];

        last.Should().Contain(("WORKDIR", "/work")).And.Contain(("ENTRYPOINT", "[\"/usr/local/bin/stagecraft\"]"));
        last.Should().Contain(("ENV", "HOME=/home/app"), "TLS requires a home directory");
        int.Parse(last.Last(l => l.Word == "USER").Value).Should().BePositive("a numeric user can be verified without /etc/passwd");
        last.Single(l => l.Word == "COPY" && l.Value.EndsWith(" /work", StringComparison.Ordinal)).Value
            .Should().Contain($"--chown={last.Last(l => l.Word == "USER").Value}:");
    }

    [Fact]
    public void Only_files_for_the_compilation_are_included()
    {
        string[] lines = [.. Repository.Read(".dockerignore").Split('\n').Where(l => l.Length > 0 && !l.StartsWith('#'))];

        lines[0].Should().Be("*");
        string[] allowed = [.. lines.Where(l => l.StartsWith('!')).Select(l => l[1..])];
        string[] expected = ["src", "eng/locks", ".editorconfig", "Directory.Build.props", "Directory.Packages.props", "global.json"];
        allowed.Should().BeEquivalentTo(expected);
        allowed.Where(a => !Path.Exists(Path.Combine(Repository.Root, a))).Should().BeEmpty();
        lines.Should().Contain("**/bin").And.Contain("**/obj").And.Contain("**/.stagecraft");
    }

    private static IEnumerable<(string Word, string Value)> Last() => Lines.Skip(Array.FindLastIndex(Lines, l => l.Word == "FROM") + 1);
}
