using System.Net.Http.Json;
using System.Text.Json;
using Stagecraft.DigitalOcean.Sandbox;
using Stagecraft.Events;
using Stagecraft.Plans;
using Stagecraft.Providers;

namespace Stagecraft.DigitalOcean.Tests.Provider;

/// <summary>Spec digitalocean.md 6.11, interface.md 10.11: snapshots of droplets before they are deleted.</summary>
public sealed class SnapshotTests
{
    [Fact]
    public void The_requests_of_a_snapshot_precede_the_delete()
    {
        World world = NewWorld();
        SandboxDroplet droplet = world.Ours("app-1");

        ApplyReport report = Down(world)!;

        report.Hosts.Single().Should().BeEquivalentTo(new { Kind = OutcomeKind.Deleted, Snapshot = NameOf(droplet) });
        Snapshots(world).Should().Equal(NameOf(droplet));
        string[] sent = [.. world.Network.Sent];
        int action = Array.IndexOf(sent, $"POST /v2/droplets/{droplet.Id}/actions");
        int delete = Array.IndexOf(sent, $"DELETE /v2/droplets/{droplet.Id}");
        string list = $"GET /v2/droplets/{droplet.Id}/snapshots?per_page=200&page=1";
        action.Should().BePositive();
        sent[..action].Should().Contain(list);
        sent[action..delete].Should().Contain(list);
    }

    [Fact]
    public void More_snapshots_than_a_page_and_equal_names_are_read()
    {
        World world = NewWorld();
        SandboxDroplet droplet = world.Ours("app-1");
        for (int i = 0; i < 3; i++)
        {
            Snapshot(world, droplet, i < 2 ? "nightly" : NameOf(droplet));
        }

        Down(world)!.Hosts.Single().Snapshot.Should().Be(NameOf(droplet));

        Snapshots(world).Should().BeEquivalentTo(["nightly", "nightly", NameOf(droplet)]);
    }

    /// <summary>Whatever request it was, with lists and reads that lag.</summary>
    [Fact]
    public void A_run_that_was_killed_at_any_request_is_repeated_with_one_snapshot()
    {
        bool ended = false;
        for (int at = 1; !ended; at++)
        {
            World world = NewWorld(TimeSpan.FromSeconds(3));
            SandboxDroplet[] droplets = [world.Ours("app-1"), world.Ours("app-2")];
            FaultHandler killed = world.NewNetwork();
            int last = at;
            killed.Choose = (_, count) =>
            {
                killed.Crashed = count >= last;
                return Fault.None;
            };
            ended = Down(world, killed) is not null;

            if (world.Plan(PlanIntent.Down).HasChanges)
            {
                Down(world)!.Succeeded.Should().BeTrue($"killed at {at}");
            }

            world.Cloud.Droplets.Should().BeEmpty();
            Snapshots(world).Should().BeEquivalentTo(droplets.Select(NameOf), $"killed at {at}");
            at.Should().BeLessThan(200);
        }
    }

    private static World NewWorld(TimeSpan lag = default) => new(o => o with { ListLag = lag, ReadLag = lag })
    {
        Yaml = World.Hosts("app-1", "app-2"),
    };

    private static string NameOf(SandboxDroplet droplet) => $"{droplet.Name}-{droplet.Id}";

    /// <returns>Null if the run was killed.</returns>
    private static ApplyReport? Down(World world, FaultHandler? network = null) => world.Time.Run(async () =>
    {
        DigitalOceanProvider provider = world.NewProvider(network);
        Task<ApplyReport> run = RunAsync();
        while (!run.IsCompleted && network is not { Crashed: true })
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), world.Time);
        }

        return run.IsCompleted ? await run : null;

        async Task<ApplyReport> RunAsync()
        {
            InfraPlan plan = await provider.PlanAsync(world.PlanOptions(PlanIntent.Down), CancellationToken.None);
            return await provider.ApplyAsync(world.ApplyOptions(plan) with { Snapshot = true }, CancellationToken.None);
        }
    });

    private static void Snapshot(World world, SandboxDroplet droplet, string name) => world.Time.Run(async () =>
    {
        using HttpClient client = Client(world);
        using HttpResponseMessage response =
            await client.PostAsJsonAsync($"/v2/droplets/{droplet.Id}/actions", new { type = "snapshot", name });
        response.EnsureSuccessStatusCode();
        await Task.Delay(TimeSpan.FromMinutes(5), world.Time);
    });

    private static string[] Snapshots(World world) => world.Time.Run(async () =>
    {
        await Task.Delay(TimeSpan.FromMinutes(5), world.Time);
        using HttpClient client = Client(world);
        JsonElement list = await client.GetFromJsonAsync<JsonElement>("/v2/snapshots?resource_type=droplet");
        return list.GetProperty("snapshots").EnumerateArray().Select(s => s.GetProperty("name").GetString()!).ToArray();
    });

    private static HttpClient Client(World world) => new(world.Cloud.CreateHandler())
    {
        BaseAddress = new Uri("http://sandbox"),
        DefaultRequestHeaders = { Authorization = new("Bearer", world.Environment["DO_TOKEN"]) },
    };
}
