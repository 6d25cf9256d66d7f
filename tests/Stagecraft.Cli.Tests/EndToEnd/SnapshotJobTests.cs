using System.Net.Http.Json;
using System.Text.Json;
using Stagecraft.Cli.Tests.Support;
using Stagecraft.DigitalOcean.Sandbox;
using Stagecraft.Sandbox;

namespace Stagecraft.Cli.Tests.EndToEnd;

/// <summary>Snapshots before deletions, with the real command: spec/cli/infra.md 4.14.</summary>
public sealed class SnapshotJobTests
{
    private const string Action = "POST /v2/droplets/*/actions";

    [Fact]
    public async Task Droplets_are_saved_before_they_are_replaced_and_deleted()
    {
        await using RealCommand command = await RealCommand.StartAsync(RealCommand.Config("app-1", "db-1"));
        (await command.RunAsync("infra up -e staging --yes")).ExitCode.Should().Be(0);
        string replaced = NameOf(command.Cloud.Droplets.Single(d => d.Name == "staging-app-1"));

        CliResult up = await command.RunAsync("infra up -e staging --yes --allow-delete --replace app-1 --snapshot");

        up.ExitCode.Should().Be(0, up.Error);
        up.Error.Should().Contain("note: --snapshot creates 1 snapshot before the deletions; ");
        up.Out.Should().EndWith($"\nSnapshots: {replaced}\n");
        string[] deleted = [.. command.Cloud.Droplets.Select(NameOf).Order(StringComparer.Ordinal)];

        CliResult down = await command.RunAsync("infra down -e staging --yes --snapshot");

        down.ExitCode.Should().Be(0, down.Error);
        down.Out.Should().Contain($"\nSnapshots: {string.Join(", ", deleted)}\n");
        command.Cloud.Droplets.Should().BeEmpty();
        (await SnapshotsAsync(command)).Should().BeEquivalentTo([replaced, .. deleted]);
    }

    [Fact]
    public async Task A_token_without_the_scope_deletes_nothing()
    {
        await using RealCommand command = await RealCommand.StartAsync(RealCommand.Config("app-1"));
        (await command.RunAsync("infra up -e staging --yes")).ExitCode.Should().Be(0);
        command.Cloud.Faults.Add(new SandboxFault { Kind = SandboxFaultKind.Forbidden, On = Action });

        CliResult down = await command.RunAsync("infra down -e staging --yes --snapshot");

        down.ExitCode.Should().NotBe(0);
        down.Error.Should().Contain("droplet 'staging-app-1' was not deleted: its snapshot 'staging-app-1-")
            .And.Contain("droplet:update, image:create").And.Contain("existing hosts: app-1 (");
        command.Cloud.Droplets.Should().ContainSingle();
        command.Cloud.Requests.Should().NotContain(r => r.Method == "DELETE");
    }

    [Fact]
    public async Task A_lost_response_leads_to_one_snapshot()
    {
        await using RealCommand command = await RealCommand.StartAsync(RealCommand.Config("app-1"));
        (await command.RunAsync("infra up -e staging --yes")).ExitCode.Should().Be(0);
        command.Cloud.Faults.Add(new SandboxFault { Kind = SandboxFaultKind.LostAnswerAfter, On = Action });
        string name = NameOf(command.Cloud.Droplets.Single());

        CliResult down = await command.RunAsync("infra down -e staging --yes --snapshot");

        down.ExitCode.Should().Be(0, down.Error);
        (await SnapshotsAsync(command)).Should().Equal(name);
    }

    private static string NameOf(SandboxDroplet droplet) => $"{droplet.Name}-{droplet.Id}";

    private static async Task<string[]> SnapshotsAsync(RealCommand command)
    {
        using HttpClient client = new() { BaseAddress = command.Cloud.Address };
        client.DefaultRequestHeaders.Authorization = new("Bearer", RealCommand.Token);
        JsonElement list = await client.GetFromJsonAsync<JsonElement>("/v2/snapshots?resource_type=droplet");
        return [.. list.GetProperty("snapshots").EnumerateArray().Select(s => s.GetProperty("name").GetString()!)];
    }
}
