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
    [InlineData("app-1", "recreate the hosts (the data on their disks is lost): `stagecraft infra up -e prod --replace outdated`\n")]
    [InlineData("a,b,c,d,e,f,g", "`stagecraft infra up -e prod --replace outdated`\n")]
    [InlineData("app-1,db-1,app-2", "`stagecraft infra up -e prod --replace app-1 app-2`\n")]
    [InlineData("app-1,web-2,web-3", "`stagecraft infra up -e prod --replace app-1 web-3`\n")]
    [InlineData("a,b,c,d,db-1,e,f,g", "`stagecraft infra up -e prod --replace a b c d e` (and 2 more)\n")]
    [InlineData("db-1", "hint: to resolve the drift, change the file; these hosts are protected, so they cannot be replaced\n")]
    public async Task Drift_has_one_hint_with_the_command_that_resolves_it(string hosts, string hint)
    {
        _cli.Provider.Plan = Drifted(hosts.Split(','));
        CliResult result = await _cli.RunAsync("infra plan -e prod");
        result.Error.Should().Contain(hint);
        result.Error.Split("hint: ").Should().HaveCount(2);
    }

    /// <summary>Only a command that resolves the drift is suggested. A protected host can be resized and switched on.</summary>
    [Theory]
    [InlineData(
        "size",
        "2",
        "1",
        "resize the hosts (with downtime; a disk cannot shrink): `stagecraft infra up -e prod --resize db-1`\n")]
    [InlineData("status", "active", "off", "hint: to switch on the hosts: `stagecraft infra up -e prod --power-on db-1`\n")]
    [InlineData("status", "active", "archive", "hint: to resolve the drift, change the file; these hosts are protected")]
    public async Task A_host_is_resized_or_switched_on(string field, string declared, string actual, string hint)
    {
        _cli.Provider.Plan = Samples.Of(Host("db-1", new FieldDifference(field, declared, actual)));
        CliResult result = await _cli.RunAsync("infra plan -e prod");
        result.Error.Should().Contain(hint);
        result.Error.Split("hint: ").Should().HaveCount(2);
    }

    [Fact]
    public async Task Each_command_has_the_hosts_whose_drift_it_resolves()
    {
        FieldDifference size = new("size", "2", "1");
        FieldDifference off = new("status", "active", "off");
        _cli.Provider.Plan = Samples.Of(
            Host("app-1", new FieldDifference("image", "b", "a"), size, off),
            Host("app-2", new FieldDifference("name", "app-2", "old")),
            Host("app-3", size, off),
            Host("app-4", size),
            Host("app-5", off),
            Host("app-6", new FieldDifference("status", "active", "archive"))) with
        {
            Targets = ["app-1", "app-2", "app-3", "app-4", "app-5", "app-6"],
        };
        string targets = "stagecraft infra up -e prod --target app-1,app-2,app-3,app-4,app-5,app-6";
        (await _cli.RunAsync("infra plan -e prod")).Error.Split('\n').Where(l => l.StartsWith("hint: ")).Select(l => l.Split(": ")[^1])
            .Should().Equal(
                $"`{targets} --replace outdated app-2 app-6`", $"`{targets} --resize app-3 app-4`", $"`{targets} --power-on app-5`");
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
        result.Error.Should().Contain("`stagecraft infra up -e prod --replace outdated -c stagecraft.yml --sandbox`");
    }

    [Fact]
    public async Task A_plan_of_all_environments_has_a_hint_for_each_plan_with_drift()
    {
        _cli.Provider.Plan = Drifted("app-1");
        (await _cli.RunAsync("infra plan --all")).Error.Should().Contain("`stagecraft infra up -e prod --replace outdated`");
        (await _cli.RunAsync("infra plan --all -q")).Error.Should().BeEmpty();
    }

    [Theory]
    [InlineData("infra plan -e prod -q")]
    [InlineData("infra plan -e prod -o json")]
    public async Task Some_outputs_have_no_hint(string commandLine)
    {
        _cli.Provider.Plan = Drifted("app-1");
        (await _cli.RunAsync(commandLine)).Error.Should().BeEmpty();
    }

    [Fact] // 2.0
    public async Task In_markdown_the_hint_is_in_the_document()
    {
        _cli.Provider.Plan = Drifted("app-1");
        CliResult result = await _cli.RunAsync("infra plan -e prod -o markdown");
        result.Error.Should().BeEmpty();
        result.Out.Should().Contain("<summary>1 hint</summary>\n\n```text\nhint: to resolve the drift, ")
            .And.Contain(": `stagecraft infra up -e prod --replace outdated`\n```\n");
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
        result.Error.Should().Contain("; or omit --replace\n").And.NotContain("--no-delete");
    }

    private static InfraPlan Drifted(params string[] hosts) =>
        Samples.Of([.. hosts.Select(h => Host(h, new FieldDifference("image", "b", "a")))]);

    private static ResourceChange Host(string name, params FieldDifference[] drift) =>
        HostChange.Keep(name, $"prod-{name}", new ResourceId($"id-{name}"), drift);
}
