using Stagecraft.Cli.Tests.Support;
using Stagecraft.Testing;

namespace Stagecraft.Cli.Tests.EndToEnd;

/// <summary>The file of docs/resources.md with the real command: spec interface.md 9.</summary>
public sealed class ResourcesJobTests
{
    [Fact]
    public async Task An_environment_with_all_resources_is_created_changed_and_deleted()
    {
        await using RealCommand command = await RealCommand.StartAsync(ResourcePage.File);

        CliResult up = await command.RunAsync("infra up -e prod --yes");
        up.ExitCode.Should().Be(0, up.Error);
        up.Out.Should().Contain("Done: 4 created; other resources: 5 created.");
        CliResult reserved = await command.RunAsync("infra reserve db-1 -e prod --yes");
        reserved.ExitCode.Should().Be(0, reserved.Error);
        command.Write(ResourcePage.FileWith(command.Cloud.Resources.ReservedIps.Single().Ip));
        CliResult assigned = await command.RunAsync("infra up -e prod --yes");
        assigned.ExitCode.Should().Be(0, assigned.Error);
        (await command.RunAsync("infra plan -e prod --detailed-exitcode")).ExitCode.Should().Be(0);
        CliResult again = await command.RunAsync("infra up -e prod --yes");
        again.Out.Should().NotContain("created");

        CliResult replaced = await command.RunAsync("infra up -e prod --yes --allow-delete --replace db-1");
        replaced.ExitCode.Should().Be(0, replaced.Error);
        replaced.Out.Should().Contain("volume db-1-data");
        long database = command.Cloud.Droplets.Single(d => d.Name == "prod-db-1").Id;
        command.Cloud.Resources.Volumes.Single().DropletId.Should().Be(database);
        command.Cloud.Resources.ReservedIps.Single().DropletId.Should().Be(database);
        (await command.RunAsync("infra plan -e prod --detailed-exitcode")).ExitCode.Should().Be(0);

        CliResult refused = await command.RunAsync("infra down -e prod --yes");
        refused.ExitCode.Should().Be(5);
        refused.Error.Should().Contain("--allow-loss load_balancer/web");
        command.Cloud.Droplets.Should().HaveCount(4);

        CliResult down = await command.RunAsync("infra down -e prod --yes --allow-loss load_balancer/web");
        down.ExitCode.Should().Be(0, down.Error);
        down.Error.Should().Contain("volume 'prod-db-1-data'").And.Contain("is kept, 10.00 USD a month");
        down.Error.Should().Contain($"reserved IP '{command.Cloud.Resources.ReservedIps.Single().Ip}' is kept, 5.00 USD a month");
        (await command.RunAsync("infra down -e prod --yes --allow-loss load_balancer/web")).ExitCode.Should().Be(0);
        command.Cloud.Droplets.Should().BeEmpty();
        command.Cloud.Resources.Volumes.Should().ContainSingle();
        command.Cloud.Resources.LoadBalancers.Should().BeEmpty();
        command.Cloud.Resources.Firewalls.Should().BeEmpty();
        command.Cloud.Resources.ReservedIps.Should().ContainSingle().Which.DropletId.Should().BeNull();
    }
}
