using System.Text.RegularExpressions;
using Stagecraft.Cli.Tests.Support;

namespace Stagecraft.Cli.Tests.EndToEnd;

/// <summary>A group of hosts with the real command: digitalocean.md 2.8.</summary>
public sealed class GroupJobTests
{
    [Fact]
    public async Task The_command_of_a_renamed_host_keeps_its_droplet()
    {
        await using RealCommand command = await RealCommand.StartAsync(RealCommand.Config("app"));
        (await command.RunAsync("infra up -e staging --yes")).ExitCode.Should().Be(0);
        long id = command.Cloud.Droplets.Single().Id;
        string group = RealCommand.Config("app").Replace("role: app,", "count: 2, role: app,", StringComparison.Ordinal);
        command.Write(group);
        File.Move(Path.Combine(command.Folder, "stagecraft.yml"), Path.Combine(command.Folder, "my shop.yml"));

        CliResult plan = await command.RunAsync("infra plan -e staging -c \"my shop.yml\"");

        plan.ExitCode.Should().Be(0, plan.Error);
        string warning = plan.Error.Split('\n').Single(l => l.Contains("is deleted, and a new one", StringComparison.Ordinal));
        Match shown = Regex.Matches(warning, "`stagecraft (infra [^`]+)`").Should().ContainSingle().Which;
        CliResult result = await command.RunAsync(shown.Groups[1].Value.Replace('\'', '"') + " --yes");
        result.ExitCode.Should().Be(0, result.Error);

        CliResult up = await command.RunAsync("infra up -e staging --yes -c \"my shop.yml\"");
        up.ExitCode.Should().Be(0, up.Error);
        CliResult hosts = await command.RunAsync("infra hosts -e staging -c \"my shop.yml\" -o json");
        hosts.Json.GetProperty("hosts").EnumerateArray().Select(h => h.GetProperty("name").GetString()).Should().Equal("app-1", "app-2");
        command.Cloud.Droplets.Should().HaveCount(2).And.Contain(d => d.Id == id);
    }
}
