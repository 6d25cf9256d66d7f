using Stagecraft.Cli.Tests.Support;
using Stagecraft.Errors;
using Stagecraft.Plans;

namespace Stagecraft.Cli.Tests;

/// <summary>output.md 1.4.1 and 4.6.</summary>
public sealed class DriftHintTests : IDisposable
{
    private readonly TestCli _cli = new(Samples.Config.Replace(
        "prod:\n",
        "prod:\n          db-1: { role: db, protected: true }\n          web: { role: web, count: 2, protected: true }\n",
        StringComparison.Ordinal));

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData("app-1", "`stagecraft infra up -e prod --replace app-1`\n")]
    [InlineData("app-1,db-1,app-2", "`stagecraft infra up -e prod --replace app-1 app-2`\n")]
    [InlineData("app-1,web-2,web-3", "`stagecraft infra up -e prod --replace app-1 web-3`\n")]
    [InlineData("a,b,c,d,e,f,g", "`stagecraft infra up -e prod --replace a b c d e` (and 2 more)\n")]
    [InlineData("db-1", "hint: to resolve the drift, change the file; these hosts are protected, so they cannot be replaced\n")]
    public async Task Drift_has_one_hint_with_the_command_that_resolves_it(string hosts, string hint)
    {
        _cli.Provider.Plan = Drifted(hosts.Split(','));
        CliResult result = await _cli.RunAsync("infra plan -e prod");
        result.Error.Should().Contain(hint);
        result.Error.Split("hint: ").Should().HaveCount(2);
    }

    /// <summary>The file no longer protects the host, but its droplet has the tag.</summary>
    [Fact]
    public async Task A_host_that_is_protected_in_the_cloud_is_not_suggested()
    {
        InfraPlan plan = Drifted("app-1", "app-2");
        _cli.Provider.Plan = plan with { Changes = [plan.Changes[0] with { IsProtected = true }, plan.Changes[1]] };
        (await _cli.RunAsync("infra plan -e prod")).Error.Should().Contain("--replace app-2`\n");

        _cli.Provider.Plan = plan with { Changes = [plan.Changes[0] with { IsProtected = true }] };
        (await _cli.RunAsync("infra plan -e prod")).Error.Should().Contain("these hosts are protected, so they cannot be replaced");
    }

    [Fact]
    public async Task The_command_has_the_options_of_the_running_one()
    {
        _cli.Provider.Plan = Drifted("app-1");
        CliResult result = await _cli.RunAsync("infra", "plan", "-e", "prod", "--sandbox", "-c", _cli.ConfigFile);
        result.Error.Should().Contain("`stagecraft infra up -e prod --replace app-1 -c stagecraft.yml --sandbox`");
    }

    [Fact]
    public async Task A_plan_of_all_environments_has_a_hint_for_each_plan_with_drift()
    {
        _cli.Provider.Plan = Drifted("app-1");
        (await _cli.RunAsync("infra plan --all")).Error.Should().Contain("`stagecraft infra up -e prod --replace app-1`");
        (await _cli.RunAsync("infra plan --all -q")).Error.Should().BeEmpty();
    }

    [Theory]
    [InlineData("infra plan -e prod -q")]
    [InlineData("infra plan -e prod -o json")]
    [InlineData("infra plan -e prod -o markdown")]
    public async Task Some_outputs_have_no_hint(string commandLine)
    {
        _cli.Provider.Plan = Drifted("app-1");
        (await _cli.RunAsync(commandLine)).Error.Should().BeEmpty();
    }

    [Fact]
    public async Task Without_drift_there_is_no_hint()
    {
        _cli.Provider.Plan = Samples.Plan();
        (await _cli.RunAsync("infra plan -e prod")).Error.Should().NotContain("hint");
    }

    /// <summary>infra.md 2.4.3: they exclude each other.</summary>
    [Fact]
    public async Task No_delete_is_not_suggested_for_a_replacement()
    {
        _cli.Provider.Plan = Samples.Of(HostChange.Replace(
            Samples.Old with { Name = "app-1", MachineName = "prod-app-1", Reason = DeleteReason.Replace },
            Samples.App2 with { Name = "app-1", MachineName = "prod-app-1" }));
        CliResult result = await _cli.RunAsync("infra up -e prod --replace app-1 --yes");
        result.ExitCode.Should().Be(5);
        result.Error.Should().Contain("hint: pass --allow-delete to permit deletions, or omit --replace\n").And.NotContain("--no-delete");
    }

    private static InfraPlan Drifted(params string[] hosts) => Samples.Of(
        [.. hosts.Select((h, i) => Samples.Drift with { Name = h, CloudName = $"prod-{h}", Id = new ResourceId($"{i + 1}") })]);
}
