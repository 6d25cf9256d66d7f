using Stagecraft.Cli.Tests.Support;

namespace Stagecraft.Cli.Tests;

/// <summary>spec/cli/infra.md 2.2 and 3.</summary>
public sealed class EnvironmentTests
{
    [Fact]
    public async Task The_files_only_environment_is_the_default()
    {
        using TestCli cli = new TestCli(Samples.OneEnvironment);
        (await cli.RunAsync("infra plan")).ExitCode.Should().Be(0);
        cli.Provider.Planned!.Environment.Should().Be("staging");
        cli.Provider.Planned.Project.Should().BeNull();
    }

    [Fact]
    public async Task Several_environments_are_named()
    {
        using TestCli cli = new TestCli();
        CliResult result = await cli.RunAsync("infra plan");
        result.ExitCode.Should().Be(3);
        result.Error.Should().Be("error: no environment was chosen\nhint: pass -e NAME or set STAGECRAFT_ENV; declared: staging, prod\n");
        cli.Provider.Planned.Should().BeNull();
    }

    [Theory]
    [InlineData("prod", "", "prod")]
    [InlineData("prod", "-e staging", "staging")]
    public async Task The_option_wins_over_the_variable(string variable, string option, string expected)
    {
        using TestCli cli = new TestCli();
        cli.Variables["STAGECRAFT_ENV"] = variable;
        await cli.RunAsync($"infra plan {option}");
        cli.Provider.Planned!.Environment.Should().Be(expected);
    }

    [Fact]
    public async Task An_empty_variable_counts_as_not_set()
    {
        using TestCli cli = new TestCli(Samples.OneEnvironment);
        cli.Variables["STAGECRAFT_ENV"] = "";
        (await cli.RunAsync("infra plan")).ExitCode.Should().Be(0);
    }

    [Theory]
    [InlineData("infra plan")]
    [InlineData("infra up --yes")]
    [InlineData("validate")]
    public async Task An_unknown_environment_is_an_error_with_the_known_ones(string command)
    {
        using TestCli cli = new TestCli();
        CliResult result = await cli.RunAsync($"{command} -e prdo");
        result.ExitCode.Should().Be(3);
        result.Error.Should()
            .Be("error: stagecraft.yml does not declare environment 'prdo'\nhint: did you mean 'prod'? declared: staging, prod\n");
        cli.Provider.Planned.Should().BeNull();
    }

    [Fact]
    public async Task The_config_option_wins_over_its_variable()
    {
        using TestCli cli = new TestCli();
        cli.Variables["STAGECRAFT_CONFIG"] = Path.Combine(cli.Folder, "missing.yml");
        (await cli.RunAsync("validate")).ExitCode.Should().Be(3);
        (await cli.RunAsync("validate", "-c", cli.ConfigFile)).ExitCode.Should().Be(0);
    }
}
