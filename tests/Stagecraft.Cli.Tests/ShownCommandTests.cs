using System.Text.RegularExpressions;
using Stagecraft.Cli.Context;
using Stagecraft.Cli.Tests.Support;
using Stagecraft.Testing;

namespace Stagecraft.Cli.Tests;

/// <summary>Every command that a page or an output shows is accepted by the parser. Those of the first steps and of pipelines are also run,
/// end to end.</summary>
public sealed partial class ShownCommandTests
{
    public static TheoryData<string> Pages() =>
        [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs"), "*.md").Append(Path.Combine(Repository.Root, "README.md"))
            .Select(f => Path.GetRelativePath(Repository.Root, f)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_shown_command_is_one(string page) =>
        ShownCommands.Wrong(ShownCommands.OfPage(Repository.Read(page))).Should().BeEmpty();

    [Fact]
    public void The_folder_of_the_sandbox_is_repeated()
    {
        SuggestedCommands state = new("a.yml", null, Sandbox: true, "/tmp/my state");
        state.Line("doctor").Should().Be("stagecraft doctor -c a.yml --sandbox --sandbox-state '/tmp/my state'");
        state.Line("init", "--sandbox").Should().Be("stagecraft init --sandbox -c a.yml --sandbox-state '/tmp/my state'");
        state.Line("validate").Should().Be("stagecraft validate -c a.yml");
    }

    [Fact]
    public void The_commands_of_pages_are_found() =>
        ShownCommands.OfPage(Repository.Read("docs", "getting-started.md")).Should().HaveCountGreaterThan(9);

    /// <summary>output.md 4.6.</summary>
    [Fact]
    public void Every_command_of_an_output_is_one()
    {
        string folder = Path.Combine(Repository.Root, "tests", "Stagecraft.Cli.Tests", "Golden");
        string[] commands = [.. Directory.EnumerateFiles(folder).SelectMany(f => ShownCommands.In(File.ReadAllText(f)))];
        commands.Should().HaveCountGreaterThan(100);
        ShownCommands.Wrong(commands).Should().BeEmpty();
    }

    /// <summary>interface.md 5.0: without backticks a suggested command would not get the options of the running one.</summary>
    [Fact]
    public void Every_suggested_command_of_the_sources_is_in_backticks()
    {
        string source = Path.Combine(Repository.Root, "src");
        string[] bare =
        [
            .. Directory.EnumerateFiles(source, "*.cs", SearchOption.AllDirectories)
                .Where(f => !f.Contains("/obj/", StringComparison.Ordinal) && !f.Contains("Cli/Commands/", StringComparison.Ordinal))
                .Where(f => Path.GetFileName(f) is not ("DigitalOceanInit.cs" or "AwsInit.cs" or "HostExport.cs"))
                .SelectMany(f => File.ReadLines(f).Where(l => !l.TrimStart().StartsWith("//", StringComparison.Ordinal))
                    .Where(l => BareCommand().IsMatch(l)).Select(l => $"{Path.GetFileName(f)}: {l.Trim()}")),
        ];
        bare.Should().BeEmpty();
        BareCommand().IsMatch("run stagecraft infra plan").Should().BeTrue();
    }

    [GeneratedRegex("(?<!`)stagecraft (?:infra|init|validate|doctor|sandbox|schema|plan|up|down|hosts)\\b")]
    private static partial Regex BareCommand();

    [Theory]
    [InlineData("`stagecraft infra plam -e prod`")]
    [InlineData("  stagecraft validate --nope")]
    [InlineData("run 'stagecraft infra up --replace'")]
    public void A_wrong_command_is_found(string text) => ShownCommands.Wrong(ShownCommands.In(text)).Should().ContainSingle();

    /// <summary>output.md 4.6.</summary>
    [Theory]
    [InlineData("see `stagecraft infra plan -e prod`", "see `stagecraft infra plan -e prod -c 'my file.yml' --sandbox`")]
    [InlineData("`stagecraft infra hosts`", "`stagecraft infra hosts -e 'a b' -c 'my file.yml' --sandbox`")]
    [InlineData("`stagecraft infra hosts --all`, or", "`stagecraft infra hosts --all -c 'my file.yml' --sandbox`, or")]
    [InlineData("`stagecraft infra up --plan 'a b'`", "`stagecraft infra up --plan 'a b' -c 'my file.yml' --sandbox`")]
    [InlineData("`stagecraft init -c FILE`", "`stagecraft init -c FILE --sandbox`")]
    [InlineData("`stagecraft validate`", "`stagecraft validate -c 'my file.yml'`")]
    [InlineData("`stagecraft doctor --sandbox -c x`", "`stagecraft doctor --sandbox -c x`")]
    [InlineData("stagecraft infra hosts", "stagecraft infra hosts")]
    public void A_suggested_command_has_the_options_of_the_running_one(string text, string completed)
    {
        SuggestedCommands commands = new("my file.yml", "a b", Sandbox: true);
        commands.Complete(text).Should().Be(completed);
        commands.Complete(completed).Should().Be(completed);
        ShownCommands.Wrong(ShownCommands.InBackticks(completed)).Should().BeEmpty();
    }

    [Fact]
    public void Without_options_a_suggested_command_has_none() =>
        new SuggestedCommands(null, null, Sandbox: false).Line("infra", "up", "--plan", "it's").Should()
            .Be(@"stagecraft infra up --plan 'it'\''s'");
}
