using Stagecraft.DigitalOcean.Sandbox.Tests.Support;

namespace Stagecraft.DigitalOcean.Sandbox.Tests;

/// <summary>Section 6.7: lists that are always empty, and backup policies.</summary>
public sealed class EmptyListTests
{
    [Theory]
    [InlineData("backups")]
    [InlineData("kernels")]
    public async Task Lists_of_unsupported_resources_of_a_droplet_are_empty(string member)
    {
        await using Account account = new Account();
        long id = await account.Create();
        (await account.Get($"/v2/droplets/{id}/{member}")).Text.Should().Be($$$"""{"{{{member}}}":[],"links":{},"meta":{"total":0}}""");
        (await account.Get($"/v2/droplets/{id}/{member}?page=0")).Status.Should().Be(422);
        foreach (string? other in new[] { "1", "web-1", "99999999999999999999" })
        {
            (await account.Get($"/v2/droplets/{other}/{member}")).Status.Should().Be(404);
        }
    }

    [Theory]
    [InlineData("apps", "apps")]
    [InlineData("cdn/endpoints", "endpoints")]
    [InlineData("databases", "databases")]
    [InlineData("domains", "domains")]
    [InlineData("droplets/autoscale", "autoscale_pools")]
    [InlineData("floating_ips", "floating_ips")]
    [InlineData("kubernetes/clusters", "kubernetes_clusters")]
    [InlineData("reserved_ipv6", "reserved_ipv6s")]
    [InlineData("uptime/checks", "checks")]
    [InlineData("vpc_peerings", "vpc_peerings")]
    public async Task Lists_of_unsupported_resources_are_empty(string path, string member) =>
        await Expect($"/v2/{path}", $$$"""{"{{{member}}}":[],"links":{},"meta":{"total":0}}""");

    [Fact]
    public async Task Neighbors_have_no_pages()
    {
        await using Account account = new Account();
        (await account.Get($"/v2/droplets/{await account.Create()}/neighbors")).Text.Should().Be("""{"droplets":[]}""");
        (await account.Get("/v2/droplets/1/neighbors")).Status.Should().Be(404);
    }

    [Fact]
    public async Task A_droplet_has_a_backup_policy()
    {
        await using Account account = new Account();
        (long without, long weekly, long daily) = (
            await account.Create("a"),
            await account.Create("b", """ "backups":true """),
            await account.Create("c", """ "backups":true,"backup_policy":{"plan":"daily","hour":20} """));
        Dictionary<long, string> policies = new Dictionary<long, string>
        {
            [without] = $$"""{"droplet_id":{{without}},"backup_enabled":false}""",
            [weekly] = Compact($$$"""
                {"droplet_id":{{{weekly}}},"backup_enabled":true,
                 "backup_policy":{"plan":"weekly","weekday":"SUN","hour":0,"window_length_hours":4,"retention_period_days":28},
                 "next_backup_window":{"start":"2026-03-15T00:00:00Z","end":"2026-03-15T04:00:00Z"}}
                """),
            [daily] = Compact($$$"""
                {"droplet_id":{{{daily}}},"backup_enabled":true,
                 "backup_policy":{"plan":"daily","hour":20,"window_length_hours":4,"retention_period_days":7},
                 "next_backup_window":{"start":"2026-03-14T20:00:00Z","end":"2026-03-15T00:00:00Z"}}
                """),
        };
        foreach ((long id, string? policy) in policies)
        {
            (await account.Get($"/v2/droplets/{id}/backups/policy"))["policy"].GetRawText().Should().Be(policy);
        }

        (await account.Get("/v2/droplets/1/backups/policy")).Status.Should().Be(404);

        string all = string.Join(',', policies.Select(entry => $"\"{entry.Key}\":{entry.Value}"));
        (await account.Get("/v2/droplets/backups/policies")).Text
            .Should().Be($$$"""{"policies":{{{{all}}}},"links":{},"meta":{"total":3}}""");
        Reply page = await account.Get("/v2/droplets/backups/policies?per_page=2&page=2");
        page.Total.Should().Be(3);
        page["policies"].EnumerateObject().Single().Name.Should().Be($"{daily}");
        page["links"].GetProperty("pages").TryGetProperty("prev", out _).Should().BeTrue();
    }

    [Fact]
    public async Task Backup_policies_of_all_droplets_are_listed_with_list_lag()
    {
        await using Account account = new Account(new SandboxOptions { ListLag = TimeSpan.FromSeconds(5) });
        account.Sandbox.CreateDroplet("a", region: "tor1", size: "gpu-h100x1-80gb");
        await account.Create("b");
        (await account.Get("/v2/droplets/backups/policies")).Total.Should().Be(1);
        account.Clock.Advance(5);
        (await account.Get("/v2/droplets/backups/policies")).Total.Should().Be(2);
    }

    [Fact]
    public async Task Supported_backup_policies_are_listed() =>
        await Expect(
            "/v2/droplets/backups/supported_policies",
            Compact("""
                {"supported_policies":[
                  {"name":"weekly","possible_window_starts":[0,4,8,12,16,20],"window_length_hours":4,"retention_period_days":28,
                   "possible_days":["SUN","MON","TUE","WED","THU","FRI","SAT"]},
                  {"name":"daily","possible_window_starts":[0,4,8,12,16,20],"window_length_hours":4,"retention_period_days":7,
                   "possible_days":[]}]}
                """));

    private static string Compact(string json) => string.Concat(json.Where(letter => !char.IsWhiteSpace(letter)));

    private static async Task Expect(string path, string text)
    {
        await using Account account = new Account();
        (await account.Get(path)).Text.Should().Be(text);
    }
}
