using Stagecraft.Cli.Tests.Support;
using Stagecraft.DigitalOcean.Sandbox;

namespace Stagecraft.Cli.Tests.EndToEnd;

/// <summary>An address is reserved, declared at the printed place, and assigned, with the real command: spec/cli/infra.md 2.4.6,
/// output.md 5.10.</summary>
public sealed class ReserveJobTests
{
    [Fact]
    public async Task A_reserved_address_is_declared_with_the_printed_line_and_assigned()
    {
        const string settings = "          db-1:\n            role: db";
        await using RealCommand command = await RealCommand.StartAsync(
            RealCommand.Config().Replace("    staging:", "    staging:\n" + settings, StringComparison.Ordinal));
        (await command.RunAsync("infra up -e staging --yes")).ExitCode.Should().Be(0);

        CliResult reserved = await command.RunAsync("infra reserve db-1 -e staging --yes -o json");
        reserved.ExitCode.Should().Be(0, reserved.Error);
        SandboxReservedIp ip = command.Cloud.Resources.ReservedIps.Should().ContainSingle().Which;
        (ip.DropletId, reserved.Json.GetProperty("address").GetString()).Should().Be((null, ip.Ip));
        reserved.Json.GetProperty("outcome").GetString().Should().Be("done");

        string file = Path.Combine(command.Folder, "stagecraft.yml");
        List<string> lines = [.. await File.ReadAllLinesAsync(file)];
        int line = reserved.Json.GetProperty("line").GetInt32();
        string indent = lines[line - 1][..^lines[line - 1].TrimStart().Length];
        lines.Insert(line - 1, indent + reserved.Json.GetProperty("setting").GetString());
        command.Write(string.Join('\n', lines));

        CliResult up = await command.RunAsync("infra up -e staging --yes");
        up.ExitCode.Should().Be(0, up.Error);
        command.Cloud.Resources.ReservedIps.Single().DropletId.Should().Be(command.Cloud.Droplets.Single().Id);
        CliResult again = await command.RunAsync("infra reserve db-1 -e staging --yes");
        again.ExitCode.Should().Be(5);
        again.Error.Should().Contain($"host 'db-1' already declares reserved_ip: {ip.Ip}");
        command.Cloud.Resources.ReservedIps.Should().ContainSingle();
    }

    [Fact] // digitalocean.md 16.7, infra.md 7.1
    public async Task The_hosts_of_a_DigitalOcean_project_are_created_in_the_sandbox()
    {
        await using RealCommand command = await RealCommand.StartAsync(
            RealCommand.Config("app-1", "db-1").Replace("      hosts:", "      do_project: Shop\n      hosts:", StringComparison.Ordinal));
        CliResult up = await command.RunAsync("infra up -e staging --yes --sandbox", withToken: false);
        up.ExitCode.Should().Be(0, up.Error);
        up.Out.Should().Contain("2 created");
        CliResult plan = await command.RunAsync("infra plan -e staging --sandbox --detailed-exitcode", withToken: false);
        plan.ExitCode.Should().Be(0, plan.Out);
    }

    [Fact]
    public async Task It_works_in_the_sandbox()
    {
        await using RealCommand command = await RealCommand.StartAsync(RealCommand.Config("db-1"));
        CliResult reserved = await command.RunAsync("infra reserve db-1 -e staging --yes --sandbox", withToken: false);
        reserved.ExitCode.Should().Be(0, reserved.Error);
        reserved.Out.Should().Contain("Reserved ").And.Contain("stagecraft infra up -e staging --sandbox");
        CliResult again = await command.RunAsync("infra reserve db-1 -e staging --dry-run --sandbox", withToken: false);
        again.Error.Should().Contain("is not assigned and not declared", "the state of the sandbox is kept");
        command.Cloud.Resources.ReservedIps.Should().BeEmpty();
    }
}
