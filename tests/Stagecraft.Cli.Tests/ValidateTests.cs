using Stagecraft.Cli.Tests.Support;
using Stagecraft.Errors;

namespace Stagecraft.Cli.Tests;

/// <summary>spec/cli/output.md 7.</summary>
public sealed class ValidateTests : IDisposable
{
    private readonly TestCli _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task A_valid_file_is_said_to_be_valid()
    {
        CliResult result = await _cli.RunAsync("validate");
        result.ExitCode.Should().Be(0);
        result.Out.Should().Be("stagecraft.yml is valid: provider digitalocean, environments staging, prod.\n");
        result.Error.Should().BeEmpty();
    }

    [Fact]
    public async Task Json_tells_it_too()
    {
        CliResult result = await _cli.RunAsync("validate -o json");
        result.ExitCode.Should().Be(0);
        Golden.Match("validate.json", result.Out);
    }

    [Fact]
    public async Task Problems_of_file_and_provider_are_told_together_in_the_order_of_the_file()
    {
        using TestCli cli = new TestCli(Samples.Config.Replace("name: shop", "name: Shop!", StringComparison.Ordinal));
        cli.Provider.Problems = [new Problem(ErrorCodes.ConfigInvalid, "no size", Location: new SourceLocation(cli.ConfigFile, 9, 3))];
        CliResult result = await cli.RunAsync("validate -o json");
        result.ExitCode.Should().Be(3);
        result.Json.GetProperty("valid").GetBoolean().Should().BeFalse();
        result.Json.GetProperty("provider").GetString().Should().Be("digitalocean");
        result.Json.GetProperty("errors").EnumerateArray().Select(e => e.GetProperty("line").GetInt32()).Should().Equal(2, 9);
        result.Error.Should().Contain("stagecraft.yml:2:").And.Contain("stagecraft.yml:9:3: error: no size\n");
    }

    [Fact]
    public async Task Broken_yaml_is_an_invalid_file()
    {
        using TestCli cli = new TestCli("cloud: [");
        CliResult result = await cli.RunAsync("validate -o json");
        result.ExitCode.Should().Be(3);
        result.Json.GetProperty("valid").GetBoolean().Should().BeFalse();
        result.Json.GetProperty("provider").ValueKind.Should().Be(System.Text.Json.JsonValueKind.Null);
    }

    [Fact]
    public async Task It_needs_neither_token_nor_sandbox()
    {
        (await _cli.RunAsync("validate --sandbox")).ExitCode.Should().Be(0);
        _cli.Sandboxes.Should().BeEmpty();
        _cli.Provider.Planned.Should().BeNull();
    }
}
