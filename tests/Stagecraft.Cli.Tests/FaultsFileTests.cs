using Stagecraft.Cli.Tests.Support;
using Stagecraft.DigitalOcean.Sandbox;
using Stagecraft.Sandbox;

namespace Stagecraft.Cli.Tests;

/// <summary>spec/cli/infra.md 2.5 and 7.5, spec/cli/output.md 6.1.</summary>
public sealed class FaultsFileTests : IDisposable
{
    private readonly TestCli _cli = new();

    public FaultsFileTests() => _cli.Stop.Cancel();

    public void Dispose() => _cli.Dispose();

    [Theory] // infra.md 7.5: as in YAML, quotes make a text
    [InlineData("\"false\"")]
    [InlineData("no")]
    [InlineData("0")]
    public async Task Only_a_plain_true_or_false_is_one(string value) =>
        (await Refused($"tag_read: {value}\n")).Error.Should()
            .StartWith("faults.yml:1:11: error: tag_read must be true or false [tag_read]\n");

    [Theory]
    [InlineData(
        """
        # as YAML
        seed: -7
        list_lag: 1500ms
        rate_limit: false
        faults:
          - fault: &it lost_answer_after
            on: "POST *"
            times: null
            chance: 0.5
          - fault: *it
            skip: 2
        """)]
    [InlineData(
        """
        {"seed": -7, "list_lag": "1500ms", "rate_limit": false, "faults": [
            {"fault": "lost_answer_after", "on": "POST *", "times": null, "chance": 5e-1},
            {"fault": "lost_answer_after", "skip": 2}]}
        """)]
    public async Task The_conditions_are_read_from_YAML_or_JSON(string text)
    {
        SandboxConditions conditions = await Read(text);
        (conditions.Seed, conditions.ListLag, conditions.RateLimit, conditions.Boot).Should()
            .Be((-7, TimeSpan.FromSeconds(1.5), false, TimeSpan.FromSeconds(8)));
        conditions.Faults.Should().Equal(
            new SandboxFault { Kind = SandboxFaultKind.LostAnswerAfter, On = "POST *", Times = null, Chance = 0.5 },
            new SandboxFault { Kind = SandboxFaultKind.LostAnswerAfter, Skip = 2 });
    }

    [Fact]
    public async Task The_command_line_wins_over_the_file()
    {
        SandboxConditions conditions = await Read("boot: 1s\nrate_limit: false\ndestroy: 2s\n", "--boot", "3s", "--rate-limit", "on");
        (conditions.Boot, conditions.RateLimit, conditions.Destroy).Should().Be((TimeSpan.FromSeconds(3), true, TimeSpan.FromSeconds(2)));
    }

    [Theory]
    [InlineData("faults:\n  - fault: slow\n    chance: 2\n", "3:13", "faults[0].chance must be ", "    chance: 2\n              ^")]
    [InlineData("faults:\n  - fault: slow\n  - chance: 1\n", "3:5", "faults[1] must have ", "  - chance: 1\n      ^")]
    [InlineData("faults:\n  - fault: slow\n    chance:\n    skip: 1\n", "3:5", "faults[0].chance must be ", "    chance:\n      ^")]
    [InlineData("bot: 1s\n", "1:6", "bot is unknown; known members: seed, ", "bot: 1s\n       ^")]
    [InlineData("boot: 1\n", "1:7", "boot must be a duration ", "boot: 1\n        ^")]
    [InlineData(
        "{\"boot\": 5, \"tag_lag\": \"1s\"}", "1:10", "boot must be a duration ", "{\"boot\": 5, \"tag_lag\": \"1s\"}\n           ^")]
    [InlineData("faults: none\n", "1:9", "faults must be a list", "faults: none\n          ^")]
    [InlineData("seed: 1\nseed: 2\n", "2:1", "", "seed: 2\n  ^")]
    [InlineData("a: }\n", "1:4", "this is not valid YAML", "a: }\n     ^")]
    [InlineData("[]", "1:1", "the top of the faults file must be a mapping, not a list", "[]\n  ^")]
    public async Task A_mistake_has_its_place_and_its_line(string text, string place, string message, string source)
    {
        CliResult result = await Refused(text);
        result.Error.Should().StartWith($"faults.yml:{place}: error: {message}").And.Contain($"\n  {source}\n");
        _cli.Sandboxes.Should().BeEmpty();
    }

    [Fact]
    public async Task Of_a_long_line_what_is_around_the_place_is_shown()
    {
        CliResult result = await Refused($$"""{"seed": 1, {{new string(' ', 300)}}"boot": 5, {{new string(' ', 300)}}"tag_lag": "1s"}""");
        string[] lines = result.Error.Split('\n');
        lines[1].Length.Should().Be(102);
        lines[1][lines[2].IndexOf('^')].Should().Be('5');
    }

    [Fact] // output.md 6.2
    public async Task In_JSON_a_mistake_has_its_place()
    {
        CliResult result = await Refused("boot: 1\n", "-o", "json");
        result.Json.GetProperty("errors")[0].GetRawText().Should().MatchRegex(
            "\"code\": \"config_invalid\",[^}]*\"line\": 1,\\s*\"column\": 7,\\s*\"path\": \"boot\"");
    }

    [Fact]
    public async Task A_file_that_is_not_there_or_empty_is_named()
    {
        (await Refused("")).Error.Should().StartWith("faults.yml:1:1: error: the faults file is empty, or not a regular file\n");
        CliResult missing = await _cli.RunAsync("sandbox", "--faults", Path.Combine(_cli.Folder, "nope.yml"));
        missing.Error.Should().Be("nope.yml:1:1: error: the faults file does not exist\n");
        CliResult folder = await _cli.RunAsync("sandbox", "--faults", _cli.Folder);
        folder.Error.Should().Contain(":1:1: error: this is a directory, not a faults file\n");
        CliResult blank = await _cli.RunAsync("sandbox", "--faults", " ");
        blank.Error.Should().StartWith("error: --faults needs a value\n");
    }

    private async Task<SandboxConditions> Read(string text, params string[] options)
    {
        CliResult result = await RunAsync(text, options);
        result.ExitCode.Should().Be(0, result.Error);
        return _cli.Sandboxes[^1];
    }

    private async Task<CliResult> Refused(string text, params string[] options)
    {
        CliResult result = await RunAsync(text, options);
        result.ExitCode.Should().Be(3);
        return result;
    }

    private Task<CliResult> RunAsync(string text, string[] options)
    {
        string file = Path.Combine(_cli.Folder, "faults.yml");
        File.WriteAllText(file, text);
        return _cli.RunAsync(["sandbox", "--faults", file, .. options]);
    }
}
