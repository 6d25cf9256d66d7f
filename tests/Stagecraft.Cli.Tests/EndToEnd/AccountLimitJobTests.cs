using Stagecraft.Cli.Tests.Support;

namespace Stagecraft.Cli.Tests.EndToEnd;

/// <summary>The limits of the account with the real command: spec/cli/infra.md 4.12.</summary>
public sealed class AccountLimitJobTests
{
    private const string Exceeded = "creating 2 droplets would exceed the account limit of 1 (0 in use)";

    [Fact]
    public async Task A_plan_above_the_limit_is_shown_and_not_applied()
    {
        await using RealCommand command = await RealCommand.StartAsync(
            RealCommand.Config("app-1", "app-2"), o => o with { DropletLimit = 1 });

        CliResult plan = await command.RunAsync("infra plan -e staging --out plan.json");
        plan.ExitCode.Should().Be(0, plan.Error);
        plan.Out.Should().Contain("2 to create");
        plan.Error.Should().Contain($"warning: {Exceeded}");
        (await command.RunAsync("infra plan -e staging -o json")).Json.GetProperty("warnings")[0].GetProperty("code").GetString()
            .Should().Be("machine_limit");
        (await command.RunAsync("infra plan -e staging -o markdown")).Out.Should().Contain(Exceeded);
        (await command.RunAsync("infra up -e staging --dry-run")).ExitCode.Should().Be(0);

        string[] lines = ["infra up -e staging --yes", "infra up -e staging --yes --no-delete", "infra up --plan plan.json"];
        foreach (string line in lines)
        {
            CliResult up = await command.RunAsync(line);
            up.ExitCode.Should().Be(5, line);
            up.Error.Should().Contain("2 to create").And.Contain($"error: {Exceeded}")
                .And.Contain("hint: no changes were made; ask DigitalOcean for a higher limit");
        }

        command.Cloud.Requests.Should().OnlyContain(r => r.Method == "GET");
        (await command.RunAsync("infra up -e staging --yes --target app-2")).ExitCode.Should().Be(0);
    }

    [Fact]
    public async Task The_volume_limit_is_handled_like_the_droplet_limit()
    {
        string config = RealCommand.Config("db-1")
            .Replace("role: db", "role: db, volumes: { data: { size: 1 } }", StringComparison.Ordinal);
        await using RealCommand command = await RealCommand.StartAsync(config, o => o with { VolumeLimit = 0, DropletLimit = 0 });

        (await command.RunAsync("infra plan -e staging")).ExitCode.Should().Be(0);
        CliResult up = await command.RunAsync("infra up -e staging --yes");

        up.ExitCode.Should().Be(5);
        up.Error.Should().Contain("error: creating 1 droplet would exceed the account limit of 0 (0 in use)")
            .And.Contain("error: creating 1 volume would exceed the account limit of 0 (0 in use)");
        command.Cloud.Requests.Should().OnlyContain(r => r.Method == "GET");
    }
}
