using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Stagecraft.Cli.Tests.Support;
using Stagecraft.Testing;

namespace Stagecraft.Cli.Tests.EndToEnd;

/// <summary>The main job with the real command, over real sockets: spec/cli/infra.md 1 to 6.</summary>
public sealed class MainJobTests
{
    private static readonly string[] OtherTags = ["stagecraft", "stagecraft-env-staging-eu", "stagecraft-project-shop"];

    [Fact]
    public async Task Up_again_hosts_and_down()
    {
        await using RealCommand command = await RealCommand.StartAsync(RealCommand.Config("app-1", "db-1"));

        CliResult up = await command.RunAsync("infra up -e staging --yes -v");
        up.ExitCode.Should().Be(0, up.Error);
        up.Out.Should().Contain("app-1").And.EndWith("Done: 2 created.\n");
        command.Cloud.Droplets.Select(d => (d.Name, d.Status)).Should()
            .BeEquivalentTo([("staging-app-1", "active"), ("staging-db-1", "active")]);

        CliResult again = await command.RunAsync("infra up -e staging");
        again.ExitCode.Should().Be(0, again.Error);
        again.Error.Should().Contain("No changes.");

        JsonElement hosts = (await command.RunAsync("infra hosts -e staging -o json")).Json.GetProperty("hosts");
        hosts.EnumerateArray().Select(h => h.GetProperty("name").GetString()).Should().Equal("app-1", "db-1");
        hosts[0].GetProperty("public_ipv4").GetString().Should().StartWith("198.1");

        CliResult down = await command.RunAsync("infra down -e staging --yes -o json");
        down.ExitCode.Should().Be(0, down.Error);
        down.Lines[^1].GetProperty("deleted").GetInt32().Should().Be(2);
        command.Cloud.Droplets.Should().BeEmpty();
    }

    [Fact]
    public async Task Plan_reads_only_and_gives_the_same_bytes_twice()
    {
        await using RealCommand command = await RealCommand.StartAsync(RealCommand.Config("db-1", "app-1"));

        CliResult first = await command.RunAsync("infra plan -e staging -o json");
        CliResult second = await command.RunAsync("infra plan -e staging -o json");

        first.ExitCode.Should().Be(0, first.Error);
        second.Out.Should().Be(first.Out);
        command.Cloud.Requests.Should().NotBeEmpty().And.OnlyContain(r => r.Method == "GET");
        (await command.RunAsync("infra plan -e staging --detailed-exitcode")).ExitCode.Should().Be(2);
    }

    [Fact]
    public async Task What_somebody_else_made_is_untouched_by_every_command()
    {
        await using RealCommand command = await RealCommand.StartAsync(RealCommand.Config("app-1"));
        long stranger = command.Cloud.CreateDroplet("staging-db-9").Id;
        long neighbour = command.Cloud.CreateDroplet("staging-eu-app-1", OtherTags).Id;

        foreach (string line in (string[])
        [
            "infra plan -e staging", "infra up -e staging --yes --allow-delete", "infra hosts -e staging", "infra down -e staging --yes",
        ])
        {
            CliResult result = await command.RunAsync(line);
            result.ExitCode.Should().Be(0, result.Error);
        }

        command.Cloud.Droplets.Select(d => d.Id).Should().BeEquivalentTo([stranger, neighbour]);
        command.Cloud.Requests.Should()
            .NotContain(r => r.Method != "GET" && r.Target.Contains(stranger.ToString(CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task Deletes_need_their_own_yes()
    {
        await using RealCommand command = await RealCommand.StartAsync(RealCommand.Config("app-1", "app-2"));
        await command.RunAsync("infra up -e staging --yes");
        command.Write(RealCommand.Config("app-1"));

        CliResult refused = await command.RunAsync("infra up -e staging --yes");
        refused.ExitCode.Should().Be(5);
        refused.Error.Should().Contain("app-2");
        command.Cloud.Droplets.Should().HaveCount(2);

        CliResult kept = await command.RunAsync("infra up -e staging --yes --no-delete -o json");
        kept.ExitCode.Should().Be(0);
        kept.Lines[^1].GetProperty("kept").GetInt32().Should().Be(1);
        command.Cloud.Droplets.Should().HaveCount(2);
        (await command.RunAsync("infra up -e staging --yes --allow-delete")).ExitCode.Should().Be(0);
        command.Cloud.Droplets.Select(d => d.Name).Should().Equal("staging-app-1");
    }

    [Fact]
    public async Task Ten_mistakes_are_ten_errors_with_places_and_no_request()
    {
        await using RealCommand command = await RealCommand.StartAsync("""
            project: { name: Shop_ }
            cloud:
              provider: digitalocean
              provders: {}
              providers:
                digitalocean:
                  token_env: DO-TOKEN
                  ssh_key_nam: my-ssh-key
                  default_region: nyc1
                  default_size: s-1vcpu-1gb
                  settle_window: 1 day
                  hosts:
                    staging:
                      App: { role: app }
                      app-1: { role: app, tags: [Stagecraft] }
                      app-2: { size: s-1vcpu-1gb }
                      app-3: { role: app, backups: yes }
                      app-4: { role: app, vpc_uuid: none }
                    prod:
            """);

        CliResult result = await command.RunAsync("infra plan -e staging -o json");

        result.ExitCode.Should().Be(3);
        JsonElement[] errors = [.. result.Json.GetProperty("errors").EnumerateArray()];
        errors.Select(e => e.GetProperty("line").GetInt32()).Should().Equal(1, 4, 7, 8, 11, 14, 15, 16, 17, 18, 19);
        errors.Should().OnlyContain(e => e.GetProperty("column").GetInt32() > 0 && e.GetProperty("code").GetString() == "config_invalid");
        command.Cloud.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task Without_a_token_it_names_the_variable()
    {
        await using RealCommand command = await RealCommand.StartAsync(RealCommand.Config("app-1"));

        CliResult result = await command.RunAsync("infra plan -e staging", withToken: false);

        result.ExitCode.Should().Be(4);
        result.Error.Should().Contain("error: API token missing from environment variable DO_TOKEN");
    }

    [Fact]
    public async Task Interrupted_in_the_middle_it_tells_what_exists_and_goes_on_next_time()
    {
        await using RealCommand command = await RealCommand.StartAsync(
            RealCommand.Config("app-1").Replace("settle_window: 1s", "settle_window: 5m"));
        using Process process = command.Launch("infra up -e staging --yes -o json");
        while (await process.StandardOutput.ReadLineAsync() is { } line && !line.Contains("\"host_waiting\""))
        {
        }

        using (Process kill = Process.Start("kill", $"-INT {process.Id}"))
        {
            await kill.WaitForExitAsync();
        }

        CliResult result = await RealCommand.EndAsync(process);

        result.ExitCode.Should().Be(130);
        long id = command.Cloud.Droplets.Single().Id;
        long.Parse(
            result.Lines[^1].GetProperty("hosts")[0].GetProperty("id").GetString()!,
            System.Globalization.CultureInfo.InvariantCulture).Should().Be(id);
        command.Write(RealCommand.Config("app-1"));
        (await command.RunAsync("infra up -e staging --yes")).ExitCode.Should().Be(0);
        command.Cloud.Droplets.Single().Id.Should().Be(id);
    }

    [Fact]
    public async Task The_example_is_planned_in_name_order_on_the_sandbox_of_the_command()
    {
        await using RealCommand command = await RealCommand.StartAsync(Repository.Read("examples", "stagecraft.yml"));

        (await command.RunAsync("validate", withToken: false)).ExitCode.Should().Be(0);
        CliResult plan = await command.RunAsync("infra plan -e prod --sandbox -o json", withToken: false);

        plan.ExitCode.Should().Be(0, plan.Error);
        plan.Json.GetProperty("changes").EnumerateArray().Where(c => c.GetProperty("approval").GetString() == "change")
            .Select(h => h.GetProperty("name").GetString())
            .Should().Equal("app-1", "app-2", "db-1", "gateway-1");
        command.Cloud.Requests.Should().BeEmpty();
    }
}
