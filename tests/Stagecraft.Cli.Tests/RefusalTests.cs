using Stagecraft.Cli.Tests.Support;
using Stagecraft.Events;

namespace Stagecraft.Cli.Tests;

/// <summary>Plans that <c>up</c> refuses: the hint and the warnings. spec/cli/infra.md 4.6, 4.11 and 4.12.</summary>
public sealed class RefusalTests : IDisposable
{
    private readonly TestCli _cli = new();

    public RefusalTests()
    {
        _cli.Provider.Plan = Samples.Plan([Samples.App2]);
        _cli.Provider.Report = new ApplyReport([Samples.Created]);
    }

    public void Dispose() => _cli.Dispose();

    /// <summary>The hint of 4.6 keeps every option of the command.</summary>
    [Theory]
    [InlineData(
        "up -e prod --snapshot --max-delete 9 --target old-1",
        "up -e prod --yes --allow-delete --snapshot --max-delete 9 --target old-1")]
    [InlineData("up -e prod --no-delete", "up -e prod --yes --no-delete")]
    public async Task The_suggested_command_is_complete(string command, string suggested)
    {
        _cli.Provider.Plan = Samples.Plan([Samples.App2], [Samples.Old]);

        (await _cli.RunAsync($"infra {command} --sandbox")).Error.Should().Contain($": `stagecraft infra {suggested} --sandbox`");
        (await _cli.RunAsync($"infra {suggested}")).ExitCode.Should().Be(0);
    }

    /// <summary>output.md 1.4.</summary>
    [Theory]
    [InlineData("over_budget")]
    [InlineData("machine_limit")]
    [InlineData("resource_limit")]
    public async Task The_reason_of_a_refusal_is_no_warning_too(string code)
    {
        _cli.Provider.Plan = _cli.Provider.Plan with { Warnings = [new(code, "the plan is too large"), new("no_project", "no project")] };

        CliResult up = await _cli.RunAsync("infra up -e prod --yes");

        up.ExitCode.Should().Be(5);
        up.Error.Should().Contain("error: the plan is too large\n").And.NotContain("warning: the plan is too large")
            .And.Contain("warning: no project\n");
        (await _cli.RunAsync("infra up -e prod --dry-run")).Error.Should().Contain("warning: the plan is too large\n");
    }

    /// <summary>interface.md 3.10: a run waits for them.</summary>
    [Fact]
    public async Task Booting_hosts_are_a_warning_of_the_plan_only()
    {
        _cli.Provider.Plan = _cli.Provider.Plan with { Warnings = [new("not_ready", "host 'app-1' is not ready yet")] };

        (await _cli.RunAsync("infra plan -e prod")).Error.Should().Contain("warning: host 'app-1' is not ready yet\n");
        (await _cli.RunAsync("infra up -e prod --yes")).Error.Should().NotContain("not ready yet");
    }
}
