using System.Text;
using System.Text.Json;
using Stagecraft.Plans;

namespace Stagecraft.DigitalOcean.Tests.Provider;

/// <summary>Spec digitalocean.md 9.5 and 16: the number of requests of resources other than droplets.</summary>
public sealed class ResourceRequestTests(ITestOutputHelper output)
{
    private const string Firewall = "firewalls: { web: { roles: [app], inbound: [ { port: 80, from: { load_balancer: web } } ] } }";
    private const string Balancer =
        "load_balancers: { web: { role: app, forward: [ { from: http/80, to: http/80 } ], health: { port: 80 } } }";

    [Fact]
    public void A_firewall_and_a_load_balancer_need_few_requests_and_none_per_host()
    {
        (int without, int with) = (RequestsOfUp(100, ""), RequestsOfUp(100, $"{Firewall}, {Balancer}"));
        (int fewWithout, int fewWith) = (RequestsOfUp(10, ""), RequestsOfUp(10, $"{Firewall}, {Balancer}"));

        output.WriteLine($"100 hosts: {without} requests, with both {with}; 10 hosts: {fewWithout}, with both {fewWith}");
        (with - without).Should().BeLessThanOrEqualTo(30);
        (with - without - (fewWith - fewWithout)).Should().BeLessThanOrEqualTo(2, "a batch of 50 hosts may be tagged with one request");
    }

    [Fact]
    public void A_plan_with_every_kind_needs_at_most_nineteen_requests_and_two_round_trips()
    {
        World world = new();
        string ip = Reserve(world);
        world.Yaml = Yaml(
            [
                "app-1: { role: app, monitoring: true }",
                $"db-1: {{ role: db, backups: {{ plan: daily }}, volumes: {{ data: {{ size: 1 }} }}, reserved_ip: {ip} }}",
            ],
            $"{Firewall}, {Balancer}, alerts: {{ busy: {{ cpu: 90, roles: [app], email: [ops@example.com] }} }}",
            "vpc: { nyc1: default-nyc1 }\ndo_project: Sandbox\n");
        world.Up();
        world.Network.Sent.Clear();
        DateTimeOffset start = world.Time.GetUtcNow();

        InfraPlan plan = world.Plan();

        plan.InSync.Should().BeTrue();
        plan.Changes.Select(c => c.Kind).Distinct().Should().HaveCount(6);
        output.WriteLine($"{world.Network.Sent.Count} requests: {string.Join(", ", world.Network.Sent)}");
        world.Network.Sent.Count.Should().BeLessThanOrEqualTo(19);
        (world.Time.GetUtcNow() - start).Should().Be(2 * world.Network.Latency);
    }

    private static int RequestsOfUp(int hosts, string resources)
    {
        World world = new(o => o with { DropletLimit = 200 })
        {
            Yaml = Yaml([.. Enumerable.Range(1, hosts).Select(i => $"app-{i}: {{ role: app }}")], resources),
        };
        world.Up();
        world.Cloud.Droplets.Should().HaveCount(hosts);
        return world.Network.Sent.Count;
    }

    private static string Yaml(IReadOnlyList<string> hosts, string resources, string more = "") =>
        World.Hosts().Replace("staging: {}", $"staging: {{ {string.Join(", ", hosts)} }}", StringComparison.Ordinal)
            + (resources.Length == 0 ? "" : $"\nenvironments: {{ staging: {{ {resources} }} }}") + "\n" + more;

    private static string Reserve(World world)
    {
        using HttpClient api = new(world.Cloud.CreateHandler()) { BaseAddress = new Uri("https://api.digitalocean.com") };
        api.DefaultRequestHeaders.Authorization = new("Bearer", World.Token);
        string text = world.Time.Run(async () =>
        {
            using StringContent body = new("""{"region":"nyc1"}""", Encoding.UTF8, "application/json");
            using HttpResponseMessage response = await api.PostAsync("/v2/reserved_ips", body);
            return await response.Content.ReadAsStringAsync();
        });
        using JsonDocument json = JsonDocument.Parse(text);
        return json.RootElement.GetProperty("reserved_ip").GetProperty("ip").GetString()!;
    }
}
