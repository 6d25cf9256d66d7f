using Stagecraft.Cli.Tests.Support;
using Stagecraft.Testing;

namespace Stagecraft.Cli.Tests.EndToEnd;

/// <summary>The file of docs/resources.md with the real command: spec interface.md 9.</summary>
public sealed class ResourcesJobTests
{
    [Fact]
    public async Task An_environment_with_all_resources_is_created_changed_and_deleted()
    {
        string page = Repository.Read("docs", "resources.md");
        string file = page.ReplaceLineEndings("\n").Split("```yaml\n")[1].Split("```")[0]
            .Replace(
                "ssh_key_name: alice",
                "ssh_key_name: my-ssh-key\n      settle_window: 1s\n      poll_interval: 1s",
                StringComparison.Ordinal);
        await using RealCommand command = await RealCommand.StartAsync(file);

        CliResult up = await command.RunAsync("infra up -e prod --yes");
        up.ExitCode.Should().Be(0, up.Error);
        up.Out.Should().Contain("Done: 4 created; other resources: 5 created.");
        (await command.RunAsync("infra plan -e prod --detailed-exitcode")).ExitCode.Should().Be(0);
        CliResult again = await command.RunAsync("infra up -e prod --yes");
        again.Out.Should().NotContain("created");

        CliResult replaced = await command.RunAsync("infra up -e prod --yes --allow-delete --replace db-1");
        replaced.ExitCode.Should().Be(0, replaced.Error);
        replaced.Out.Should().Contain("volume db-1-data");
        command.Cloud.Resources.Volumes.Single().DropletId.Should()
            .Be(command.Cloud.Droplets.Single(d => d.Name == "prod-db-1").Id);
        (await command.RunAsync("infra plan -e prod --detailed-exitcode")).ExitCode.Should().Be(0);

        CliResult refused = await command.RunAsync("infra down -e prod --yes");
        refused.ExitCode.Should().Be(5);
        refused.Error.Should().Contain("--allow-loss load_balancer/web");
        command.Cloud.Droplets.Should().HaveCount(4);

        CliResult down = await command.RunAsync("infra down -e prod --yes --allow-loss load_balancer/web");
        down.ExitCode.Should().Be(0, down.Error);
        down.Error.Should().Contain("volume 'prod-db-1-data'").And.Contain("10.00 USD a month is kept");
        command.Cloud.Droplets.Should().BeEmpty();
        command.Cloud.Resources.Volumes.Should().ContainSingle();
        command.Cloud.Resources.LoadBalancers.Should().BeEmpty();
        command.Cloud.Resources.Firewalls.Should().BeEmpty();
    }
}
