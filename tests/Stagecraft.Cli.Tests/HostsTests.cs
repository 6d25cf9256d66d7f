using Stagecraft.Cli.Tests.Support;

namespace Stagecraft.Cli.Tests;

/// <summary>spec/cli/output.md 5.</summary>
public sealed class HostsTests : IDisposable
{
    private readonly TestCli _cli = new();

    public HostsTests() => _cli.Provider.Hosts = Samples.Hosts;

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Text_is_a_table()
    {
        CliResult result = await _cli.RunAsync("infra hosts -e prod");
        result.ExitCode.Should().Be(0);
        Golden.Match("hosts.txt", result.Out);
    }

    [Fact]
    public async Task Json_has_every_field()
    {
        CliResult result = await _cli.RunAsync("infra hosts -e prod -o json");
        result.ExitCode.Should().Be(0);
        Golden.Match("hosts.json", result.Out);
    }

    [Fact]
    public async Task On_a_narrow_terminal_the_last_columns_are_left_out()
    {
        (_cli.IsTerminal, _cli.Width) = (true, 60);
        CliResult result = await _cli.RunAsync("infra hosts -e prod --no-color");
        Golden.Match("hosts.60.txt", result.Out);
        result.Out.Split('\n')[..4].Should().OnlyContain(l => l.Length <= 60);
    }

    [Fact]
    public async Task No_hosts_are_said_to_be_none()
    {
        _cli.Provider.Hosts = [];
        (await _cli.RunAsync("infra hosts -e prod")).Out.Should().Be("No hosts of prod.\n");
        (await _cli.RunAsync("infra hosts -e prod -o json")).Json.GetProperty("hosts").GetArrayLength().Should().Be(0);
    }

    [Fact]
    public async Task An_environment_that_is_not_declared_can_be_listed()
    {
        CliResult result = await _cli.RunAsync("infra hosts -e pr-1 -q");
        result.ExitCode.Should().Be(0);
        result.Error.Should().BeEmpty();
        _cli.Provider.Listed!.Environment.Should().Be("pr-1");
    }
}
