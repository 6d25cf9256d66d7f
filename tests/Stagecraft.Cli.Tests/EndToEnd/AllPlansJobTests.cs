using System.Text.Json;
using Stagecraft.Cli.Tests.Support;

namespace Stagecraft.Cli.Tests.EndToEnd;

/// <summary>The plans of all environments with the real command: spec/cli/infra.md 2.3.1; output.md 1.7 and 2.2.</summary>
public sealed class AllPlansJobTests
{
    [Fact]
    public async Task Every_environment_is_planned_and_undeclared_ones_are_listed()
    {
        string declared = RealCommand.Config([.. Enumerable.Range(1, 10).Select(i => $"app-{i}")]);
        await using RealCommand command = await RealCommand.StartAsync(
            declared.Replace("prod:\n", "pr-1: { app-1: { role: app } }\n        prod:\n", StringComparison.Ordinal));
        (await command.RunAsync("infra up -e pr-1 --yes")).ExitCode.Should().Be(0);
        command.Write(declared);

        CliResult all = await command.RunAsync("infra plan --all --detailed-exitcode");
        all.ExitCode.Should().Be(2, all.Error);
        all.Out.Should().MatchRegex(
            "(?s)Environment prod .*Environment staging .*app-9 .*app-10 .*1 environment of project shop not in the file:"
            + "\n  pr-1  1 droplet  6.00 USD a month\nTo delete one: `stagecraft infra down -e NAME`\n$");
        all.Error.Should().BeEmpty();
        (await command.RunAsync("infra plan --all")).ExitCode.Should().Be(0);

        CliResult one = await command.RunAsync("infra plan -e prod");
        one.Error.Should().Contain("environment 'pr-1' of this project is not in the file: 1 droplet, 6.00 USD a month; to delete it, run: "
            + "`stagecraft infra down -e pr-1`\n");
    }

    [Fact]
    public async Task A_problem_of_one_environment_does_not_hide_the_other_plans()
    {
        await using RealCommand command = await RealCommand.StartAsync(RealCommand.Config("app-1"));
        command.Cloud.CreateDroplet("prod-web-1", [], "nyc1", "s-1vcpu-1gb");

        CliResult all = await command.RunAsync("infra plan --all -o json");

        all.ExitCode.Should().Be(5);
        all.Error.Should().Contain("droplet 'prod-web-1' already exists");
        all.Json.GetProperty("plans").EnumerateArray().Select(p => p.GetProperty("environment").GetString()).Should().Equal("staging");
        all.Json.GetProperty("undeclared").GetArrayLength().Should().Be(0);
        JsonElement error = all.Json.GetProperty("errors").EnumerateArray().Should().ContainSingle().Which;
        error.GetProperty("code").GetString().Should().Be("machine_exists");
        command.Cloud.Requests.Should().OnlyContain(r => r.Method == "GET");
    }

    [Theory]
    [InlineData("-e prod")]
    [InlineData("--out x.json")]
    [InlineData("--target app-1")]
    [InlineData("-o markdown")]
    public async Task Options_of_one_environment_are_usage_errors(string options)
    {
        using TestCli cli = new();
        (await cli.RunAsync("infra plan --all " + options)).ExitCode.Should().Be(3);
    }
}
