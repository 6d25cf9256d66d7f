using Stagecraft.Cli.Tests.Support;

namespace Stagecraft.Cli.Tests;

/// <summary>spec/cli/infra.md 2.1, spec/cli/output.md 1.5.</summary>
public sealed class ColorTests : IDisposable
{
    private readonly TestCli _cli = new() { IsTerminal = true };

    public ColorTests() => _cli.Provider.Plan = Samples.Full();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task A_terminal_gets_colors_that_change_nothing_else()
    {
        CliResult coloured = await _cli.RunAsync("infra plan -e prod");
        Golden.Match("plan.colour.txt", coloured.Out);
        _cli.IsTerminal = false;
        CliResult plain = await _cli.RunAsync("infra plan -e prod");
        System.Text.RegularExpressions.Regex.Replace(coloured.Out, "\u001b\\[[0-9;]*m", "").Should().Be(plain.Out);
    }

    [Theory]
    [InlineData("NO_COLOR", "1", "")]
    [InlineData("TERM", "dumb", "")]
    [InlineData("X", "1", "--no-color")]
    public async Task They_can_be_switched_off(string variable, string value, string option)
    {
        _cli.Variables[variable] = value;
        CliResult result = await _cli.RunAsync($"infra plan -e prod {option}");
        (result.Out + result.Error).Should().NotContain("\u001b");
    }

    [Fact]
    public async Task An_empty_NO_COLOR_counts_as_not_set()
    {
        _cli.Variables["NO_COLOR"] = "";
        (await _cli.RunAsync("infra plan -e prod")).Out.Should().Contain("\u001b[");
    }

    [Fact]
    public async Task Json_has_none()
    {
        (await _cli.RunAsync("infra plan -e prod -o json")).Out.Should().NotContain("\u001b");
    }
}
