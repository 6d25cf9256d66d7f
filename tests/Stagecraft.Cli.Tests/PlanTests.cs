using Stagecraft.Cli.Tests.Support;
using Stagecraft.Plans;
using Stagecraft.Providers;

namespace Stagecraft.Cli.Tests;

/// <summary>spec/cli/infra.md 1 to 3, spec/cli/output.md 1 and 2.</summary>
public sealed class PlanTests : IDisposable
{
    private readonly TestCli _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Text_shows_only_what_differs_deletes_first()
    {
        _cli.Provider.Plan = Samples.Full();
        CliResult result = await _cli.RunAsync("infra plan -e prod");
        result.ExitCode.Should().Be(0);
        Golden.Match("plan.txt", result.Out);
        result.Error.Should().StartWith("warning: no project is set\nhint: to resolve the drift of the size, ");
    }

    [Theory] // output.md 1.6
    [InlineData(40)]
    [InlineData(60)]
    [InlineData(80)]
    [InlineData(160)]
    public async Task A_terminal_gets_no_wider_lines(int width)
    {
        (_cli.IsTerminal, _cli.Width) = (true, width);
        string name = "a-host-that-a-person-gave-a-name-of-fifty-letters";
        InfraPlan plan = Samples.Replacing();
        _cli.Provider.Plan = plan with
        {
            Changes =
            [
                .. plan.Changes,
                HostChange.Create(Samples.App2 with { Name = name, MachineName = $"prod-{name}" }),
                Samples.Drift with { Name = name, CloudName = $"prod-{name}", Id = new ResourceId("500000009") },
            ],
        };
        CliResult result = await _cli.RunAsync("infra plan -e prod --no-color");
        Golden.Match($"plan.{width}.txt", result.Out);
        result.Out.Split('\n').Where(l => !l.EndsWith(name, StringComparison.Ordinal)).Should().OnlyContain(l => l.Length <= width);
        result.Out.Should().Contain("500000007").And.Contain("replace").And.Contain(name);
    }

    [Fact]
    public async Task What_is_deleted_and_created_again_is_one_line()
    {
        _cli.Provider.Plan = Samples.Replacing();
        Golden.Match("plan.replace.txt", (await _cli.RunAsync("infra plan -e prod")).Out);
    }

    [Fact]
    public async Task Replacements_have_a_head_of_their_own()
    {
        _cli.Provider.Plan = Samples.Of(Samples.Unchanged, Samples.Replaced);
        (await _cli.RunAsync("infra plan -e prod")).Out.Should()
            .Contain("\n1 host to replace (delete, then create):\n  -/+ db-2  db  s-1vcpu-1gb -> s-8vcpu-16gb  nyc3  id 500000007, "
                + "replace\n\nPlan: 0 to create, 0 to delete, 1 to replace, ");
    }

    [Fact]
    public async Task A_second_droplet_of_a_host_to_replace_is_a_delete()
    {
        HostDeletion second = Samples.Old with { Name = "db-2", MachineName = "prod-db-2", Reason = DeleteReason.Replace };
        _cli.Provider.Plan = Samples.Plan([], [Samples.Old with { Id = new ResourceId("7") }, second]);
        (await _cli.RunAsync("infra plan -e prod")).Out.Should()
            .Contain("2 droplets to delete:\n  - db-2").And.Contain("Plan: 0 to create, 2 to delete, 0 drifted");
    }

    [Fact]
    public async Task An_unknown_number_of_requests_is_not_shown()
    {
        _cli.Provider.Plan = Samples.Full() with { Requests = null };
        (await _cli.RunAsync("infra plan -e prod")).Out.Should().Contain("Cost: ").And.NotContain("API requests");
    }

    [Fact]
    public async Task Ten_changes_are_ten_lines()
    {
        IEnumerable<HostSpec> hosts = Enumerable.Range(1, 10)
            .Select(i => Samples.App2 with { Name = $"app-{i}", MachineName = $"prod-app-{i}" });
        _cli.Provider.Plan = Samples.Plan([.. hosts]) with { Requests = 1 };
        string[] lines = (await _cli.RunAsync("infra plan -e prod")).Out.Split('\n');
        lines.Count(l => l.StartsWith("  ", StringComparison.Ordinal)).Should().Be(10);
        lines.Should().Contain("API requests: about 1 write, plus reads.");
    }

    [Fact]
    public async Task Json_is_one_document_with_the_keys_in_order()
    {
        _cli.Provider.Plan = Samples.Full();
        CliResult result = await _cli.RunAsync("infra plan -e prod -o json");
        result.ExitCode.Should().Be(0);
        Golden.Match("plan.json", result.Out);
        result.Error.Should().BeEmpty();
    }

    [Fact]
    public async Task The_same_plan_gives_the_same_bytes()
    {
        _cli.Provider.Plan = Samples.Full();
        CliResult first = await _cli.RunAsync("infra plan -e prod -o json");
        CliResult second = await _cli.RunAsync("-o json -e prod infra plan");
        second.Should().Be(first);
    }

    [Fact]
    public async Task In_sync_says_no_changes()
    {
        CliResult result = await _cli.RunAsync("infra plan -e prod --detailed-exitcode");
        result.ExitCode.Should().Be(0);
        result.Out.Should().Contain("No changes. 1 host as declared.\n").And.NotContain("Plan:");
    }

    [Theory]
    [InlineData(true, false, false)]
    [InlineData(false, true, false)]
    [InlineData(false, false, true)]
    public async Task Detailed_exit_code_is_2_on_changes_and_on_drift(bool create, bool delete, bool drift)
    {
        _cli.Provider.Plan = Samples.Plan(create ? [Samples.App2] : [], delete ? [Samples.Old] : [], drift ? [Samples.Drift] : []);
        (await _cli.RunAsync("infra plan -e prod --detailed-exitcode")).ExitCode.Should().Be(2);
        (await _cli.RunAsync("infra plan -e prod")).ExitCode.Should().Be(0);
    }

    [Fact]
    public async Task The_provider_gets_project_environment_and_intent()
    {
        await _cli.RunAsync("infra plan -e prod");
        _cli.Provider.Planned.Should().NotBeNull();
        _cli.Provider.Planned!.Project.Should().Be("shop");
        _cli.Provider.Planned.Environment.Should().Be("prod");
        _cli.Provider.Planned.Intent.Should().Be(PlanIntent.Converge);
        _cli.Provider.Planned.Config.Path.Should().Be("cloud.providers.digitalocean");
        _cli.Provider.Applied.Should().BeNull();
    }

    [Fact]
    public async Task Retries_while_planning_are_told_on_stderr_unless_quiet()
    {
        _cli.Provider.PlanEvents = [Samples.Events[1]];
        (await _cli.RunAsync("infra plan -e prod -o json")).Error.Should()
            .Be("  GET /v2/droplets: status 503 (attempt 1), retrying in 0.5 s\n");
        (await _cli.RunAsync("infra plan -e prod -q")).Error.Should().BeEmpty();
    }

    [Fact]
    public async Task An_unknown_price_is_said_to_be_unknown()
    {
        _cli.Provider.Plan = Samples.Plan([Samples.App2]) with { Cost = new("USD", 24m, null) };
        (await _cli.RunAsync("infra plan -e prod")).Out.Should().Contain("Cost: 24.00 -> unknown USD a month.\n");
    }

    [Fact]
    public async Task A_saving_has_its_sign()
    {
        _cli.Provider.Plan = Samples.Plan(delete: [Samples.Old]) with { Cost = new("USD", 24m, 12.5m) };
        (await _cli.RunAsync("infra plan -e prod")).Out.Should().Contain("Cost: 24.00 -> 12.50 USD a month (-11.50).\n");
    }

    [Fact]
    public async Task A_long_name_moves_only_its_own_row()
    {
        string name = new('x', 60);
        _cli.Provider.Plan = Samples.Plan([Samples.App2, Samples.Db1 with { Name = name }]);
        CliResult result = await _cli.RunAsync("infra plan -e prod");
        result.Out.Should().Contain($"  + {name}  db   s-8vcpu-16gb").And.Contain("  + app-2  app  s-4vcpu-8gb ");
    }

    [Fact]
    public async Task Names_from_the_account_cannot_command_the_terminal()
    {
        _cli.Provider.Plan = Samples.Plan(delete: [Samples.Old with { Name = null, MachineName = "\u001b[2Jprod\u202e\u009b[red]" }]);
        _cli.IsTerminal = true;
        CliResult result = await _cli.RunAsync("infra plan -e prod --no-color");
        result.Out.Should().Contain("(?[2Jprod??[red])").And.NotContain("\u001b");
        _cli.IsTerminal = false;
        (await _cli.RunAsync("infra plan -e prod -o json")).Out.Should().Contain("\\u001B[2J").And.NotContain("\u009b");
    }
}
