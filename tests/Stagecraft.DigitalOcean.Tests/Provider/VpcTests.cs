using System.Text;
using System.Text.Json;
using Stagecraft.Errors;
using Stagecraft.Plans;
using Stagecraft.Providers;

namespace Stagecraft.DigitalOcean.Tests.Provider;

/// <summary>Spec digitalocean.md 2.16, 5.2, 5.3 and 5.3.3: the VPC of each region.</summary>
public sealed class VpcTests : IDisposable
{
    private readonly World _world = new();
    private readonly HttpClient _api;

    public VpcTests()
    {
        _api = new HttpClient(_world.Cloud.CreateHandler()) { BaseAddress = new Uri("https://api.digitalocean.com") };
        _api.DefaultRequestHeaders.Authorization = new("Bearer", World.Token);
    }

    public void Dispose() => _api.Dispose();

    [Fact]
    public void New_droplets_are_in_the_VPC_of_their_region()
    {
        (string nyc, string fra) = (Create("shop-nyc1", "nyc1"), Create("shop-fra1", "fra1"));
        _world.Yaml = Yaml("{ nyc1: shop-nyc1, fra1: shop-fra1 }", "app-1: { role: app }", "db-1: { role: db, region: fra1 }");

        _world.Up();

        _world.Cloud.Droplets.OrderBy(d => d.Name, StringComparer.Ordinal).Select(d => d.VpcUuid).Should().Equal(nyc, fra);
        InfraPlan next = _world.Plan();
        (next.InSync, next.NotCompared.Count).Should().Be((true, 0));
    }

    [Fact]
    public void A_droplet_in_another_VPC_has_drifted_until_it_is_replaced()
    {
        string id = Create("shop-nyc1", "nyc1");
        _world.Yaml = World.Hosts("app-1");
        _world.Up();
        _world.Yaml = Yaml("{ nyc1: shop-nyc1 }", "app-1: { role: app }");

        ResourceChange change = _world.Plan().Changes.Should().ContainSingle().Which;

        change.Actions.Should().Be(ResourceActions.None);
        change.Fields.Select(f => (f.Name, f.Actual, f.Declared)).Should().Equal(("vpc", "default-nyc1", "shop-nyc1"));
        _world.Time.Run(async () =>
        {
            using DigitalOceanProvider provider = _world.NewProvider();
            InfraPlan plan = await provider.PlanAsync(_world.PlanOptions() with { Replace = ["app-1"] }, CancellationToken.None);
            return await provider.ApplyAsync(_world.ApplyOptions(plan), CancellationToken.None);
        });
        _world.Cloud.Droplets.Single().VpcUuid.Should().Be(id);
        _world.Plan().InSync.Should().BeTrue();
    }

    [Fact]
    public void The_ids_of_VPCs_of_new_hosts_are_checked_with_the_plan()
    {
        string fra = Create("shop-fra1", "fra1");
        const string Unknown = "00000000-0000-4000-8000-000000000001";
        _world.Yaml = Hosts(
            $"app-1: {{ role: app, vpc_uuid: {fra.ToUpperInvariant()} }}",
            $"app-2: {{ role: app, vpc_uuid: {Unknown} }}");

        IReadOnlyList<Problem> problems = _world.PlanFails().Problems;

        string nyc = DefaultOf("nyc1");
        problems.Select(p => (p.Code, p.Path, p.Message, p.Hint)).Should().Equal(
            (
                ErrorCodes.ConfigInvalid, "hosts.staging.app-1.vpc_uuid", $"invalid config: VPC '{fra}' is in region 'fra1', not in 'nyc1'",
                $"did you mean '{nyc}'?"),
            (
                ErrorCodes.ConfigInvalid, "hosts.staging.app-2.vpc_uuid", $"invalid config: VPC '{Unknown}' does not exist",
                $"VPCs in 'nyc1': '{nyc}'"));
        problems.Should().OnlyContain(p => p.Location != null);
    }

    [Fact]
    public void The_VPCs_are_read_only_if_no_droplet_proves_an_id()
    {
        string nyc = Create("shop-nyc1", "nyc1");
        _world.Yaml = Hosts($"app-1: {{ role: app, vpc_uuid: {nyc} }}");
        _world.Up();
        int read = Reads();

        _world.Plan();
        _world.Yaml = Hosts($"app-1: {{ role: app, vpc_uuid: {nyc} }}", $"app-2: {{ role: app, vpc_uuid: {nyc} }}");
        _world.Plan().Summary.Create.Should().Be(1);

        (read > 0, Reads()).Should().Be((true, read));
    }

    [Fact]
    public void Without_the_scope_the_ids_are_not_checked_and_the_plan_says_so()
    {
        _world.Yaml = Hosts($"app-1: {{ role: app, vpc_uuid: {DefaultOf("nyc1")} }}");
        _world.Network.Choose = (request, _) => request.RequestUri!.AbsolutePath == "/v2/vpcs" ? Fault.Forbidden : Fault.None;

        InfraPlan plan = _world.Plan();

        (plan.Summary.Create, plan.Warnings.Select(w => w.Code)).Should().BeEquivalentTo((1, new[] { "vpc_unchecked" }));
    }

    [Fact]
    public void Missing_VPCs_are_reported_together_at_their_places()
    {
        Create("shop-nyc1", "nyc1");
        Create("shop-fra1", "fra1");
        _world.Yaml = Yaml(
            "{ nyc1: shop-nyc2, fra1: shop-nyc1, sfo3: nothing, ams3: unused }",
            "app-1: { role: app }",
            "app-2: { role: app }",
            "db-1: { role: db, region: fra1 }",
            "db-2: { role: db, region: sfo3 }");

        IReadOnlyList<Problem> problems = _world.PlanFails().Problems;

        problems.Select(p => (p.Code, p.Path, p.Location!.Line, p.Location.Column, p.Message, p.Hint)).Should().Equal(
            (ErrorCodes.ConfigInvalid, "vpc.nyc1", 5, 14, "invalid config: VPC 'shop-nyc2' does not exist", "did you mean 'shop-nyc1'?"),
            (
                ErrorCodes.ConfigInvalid, "vpc.fra1", 5, 31, "invalid config: VPC 'shop-nyc1' is in region 'nyc1', not in 'fra1'",
                "did you mean 'shop-fra1'?"),
            (
                ErrorCodes.ConfigInvalid, "vpc.sfo3", 5, 48, "invalid config: VPC 'nothing' does not exist",
                "VPCs in 'sfo3': 'default-sfo3'"));
    }

    [Fact]
    public void VPCs_are_read_once_by_a_plan_and_only_if_declared()
    {
        _world.Yaml = World.Hosts("app-1");
        _world.Up();
        Reads().Should().Be(0);
        _world.Yaml = Yaml("{ nyc1: default-nyc1 }", "app-1: { role: app }");

        _world.Plan().InSync.Should().BeTrue();

        Reads().Should().Be(1);
        _world.Plan(PlanIntent.Down);
        Reads().Should().Be(1);
    }

    /// <summary>Spec digitalocean.md 9.5.</summary>
    [Fact]
    public void A_plan_with_everything_declared_takes_two_round_trips()
    {
        string address = Send(HttpMethod.Post, "/v2/reserved_ips", """{"region":"nyc1"}""")
            .GetProperty("reserved_ip").GetProperty("ip").GetString()!;
        _world.Yaml = Yaml(
            "{ nyc1: default-nyc1 }",
            $"db-1: {{ role: db, backups: {{ plan: daily }}, volumes: {{ data: {{ size: 1 }} }}, reserved_ip: {address} }}");
        _world.Up();
        _world.Network.Sent.Clear();
        DateTimeOffset start = _world.Time.GetUtcNow();

        InfraPlan plan = _world.Plan();

        (plan.InSync, plan.NotCompared.Count).Should().Be((true, 0));
        _world.Network.Sent.Count.Should().BeLessThanOrEqualTo(15);
        (_world.Time.GetUtcNow() - start).Should().Be(2 * _world.Network.Latency);
    }

    [Fact]
    public void A_run_reads_the_VPCs_once()
    {
        Create("shop-nyc1", "nyc1");
        _world.Yaml = Yaml("{ nyc1: shop-nyc1 }", "app-1: { role: app }");
        InfraPlan plan = _world.Plan();
        _world.Network.Sent.Clear();

        _world.Apply(plan);

        Reads().Should().Be(1);
    }

    [Fact]
    public void Without_the_permission_the_plan_names_the_scope()
    {
        _world.Yaml = Yaml("{ nyc1: default-nyc1 }", "app-1: { role: app }");
        _world.Network.Choose = (request, _) => request.RequestUri!.AbsolutePath == "/v2/vpcs" ? Fault.Forbidden : Fault.None;

        Problem problem = _world.PlanFails().Problems.Should().ContainSingle().Which;

        (problem.Code, problem.Hint).Should().Be(
            (ErrorCodes.Forbidden, "if the token lacks a permission: this request needs the scope vpc:read"));
    }

    [Fact]
    public void A_VPC_that_was_deleted_after_the_plan_prevents_the_create()
    {
        string id = Create("shop-nyc1", "nyc1");
        _world.Yaml = Yaml("{ nyc1: shop-nyc1 }", "app-1: { role: app }");
        InfraPlan plan = _world.Plan();
        Send(HttpMethod.Delete, "/v2/vpcs/" + id, null);

        ApplyTests.Fails(() => _world.Apply(plan)).Problems.Select(p => p.Path).Should().Contain("vpc.nyc1");

        _world.Cloud.Droplets.Should().BeEmpty();
    }

    private static string Yaml(string vpc, params string[] hosts) =>
        Hosts(hosts).Replace("hosts:", $"vpc: {vpc}\nhosts:", StringComparison.Ordinal);

    private static string Hosts(params string[] hosts) =>
        World.Hosts().Replace("staging: {}", "staging: { " + string.Join(", ", hosts) + " }", StringComparison.Ordinal);

    private string DefaultOf(string region) => Send(HttpMethod.Get, "/v2/vpcs", null).GetProperty("vpcs").EnumerateArray()
        .Single(v => v.GetProperty("name").GetString() == "default-" + region).GetProperty("id").GetString()!;

    private int Reads() => _world.Network.Sent.Count(s => s.StartsWith("GET /v2/vpcs", StringComparison.Ordinal));

    private string Create(string name, string region) => Send(
        HttpMethod.Post, "/v2/vpcs", $$"""{"name":"{{name}}","region":"{{region}}"}""").GetProperty("vpc").GetProperty("id").GetString()!;

    private JsonElement Send(HttpMethod method, string path, string? body) => _world.Time.Run(async () =>
    {
        using HttpRequestMessage request = new(method, path);
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await _api.SendAsync(request);
        string text = await response.Content.ReadAsStringAsync();
        response.IsSuccessStatusCode.Should().BeTrue(text);
        return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement;
    });
}
