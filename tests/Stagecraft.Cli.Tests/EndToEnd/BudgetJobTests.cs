using Stagecraft.Cli.Tests.Support;

namespace Stagecraft.Cli.Tests.EndToEnd;

/// <summary>A budget with the real command: spec/cli/infra.md 4.11. A droplet costs 6 USD.</summary>
public sealed class BudgetJobTests
{
    [Fact]
    public async Task A_plan_above_the_budget_is_shown_and_not_applied()
    {
        string config = RealCommand.Config("app-1", "app-2").Replace(
            "      hosts:\n", "      environments: { staging: { budget: { monthly_max: 10 } } }\n      hosts:\n", StringComparison.Ordinal);
        await using RealCommand command = await RealCommand.StartAsync(config);

        CliResult plan = await command.RunAsync("infra plan -e staging");
        plan.ExitCode.Should().Be(0, plan.Error);
        plan.Out.Should().Contain("2 to create");
        plan.Error.Should().Contain(
            "warning: this plan exceeds the budget of environment 'staging': 12.00 USD a month, the maximum is 10.00");
        (await command.RunAsync("infra up -e staging --dry-run")).ExitCode.Should().Be(0);

        CliResult up = await command.RunAsync("infra up -e staging --yes");
        up.ExitCode.Should().Be(5);
        up.Error.Should().Contain("2 to create").And.Contain("error: this plan exceeds the budget").And.Contain("pass --max-monthly N");
        (await command.RunAsync("infra plan -e staging --out plan.json --max-monthly 12")).Error.Should().NotContain("budget");
        (await command.RunAsync("infra up --plan plan.json")).ExitCode.Should().Be(5);
        command.Cloud.Requests.Should().OnlyContain(r => r.Method == "GET");

        (await command.RunAsync("infra up -e staging --yes --max-monthly 12.5")).ExitCode.Should().Be(0);
        (await command.RunAsync("infra up -e staging --yes --max-monthly none")).ExitCode.Should().Be(3);
        command.Cloud.Droplets.Should().HaveCount(2);
    }

    [Fact]
    public async Task Deletions_that_are_skipped_count_as_kept()
    {
        await using RealCommand command = await RealCommand.StartAsync(RealCommand.Config("app-1"));
        (await command.RunAsync("infra up -e staging --yes")).ExitCode.Should().Be(0);
        command.Write(RealCommand.Config("app-2"));

        (await command.RunAsync("infra up -e staging --yes --no-delete --max-monthly 6")).ExitCode.Should().Be(5);
        command.Cloud.Droplets.Should().ContainSingle();
        (await command.RunAsync("infra up -e staging --yes --allow-delete --max-monthly 6")).ExitCode.Should().Be(0);
    }
}
