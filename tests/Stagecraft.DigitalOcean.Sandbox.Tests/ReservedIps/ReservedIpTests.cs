using System.Text.Json;
using Stagecraft.DigitalOcean.Sandbox.Tests.Support;
using Stagecraft.Sandbox;
using Stagecraft.Sandbox.Storage;

namespace Stagecraft.DigitalOcean.Sandbox.Tests.ReservedIps;

/// <summary>Section 19.</summary>
public sealed class ReservedIpTests
{
    private const string Unassign = """{"type":"unassign"}""";

    [Fact] // 19.1, 19.2, 19.5
    public async Task An_address_can_be_reserved_in_a_region_and_deleted()
    {
        await using Account account = new Account();
        Reply created = await account.Post("/v2/reserved_ips", """{"region":"nyc3"}""");
        created.Status.Should().Be(202, created.Text);
        created["links"].GetRawText().Should().Be("{}");
        JsonElement ip = created["reserved_ip"];
        ip.EnumerateObject().Select(member => member.Name).Should().Equal("ip", "region", "droplet", "locked", "project_id");
        (ip.GetProperty("droplet").ValueKind, ip.GetProperty("locked").GetBoolean()).Should().Be((JsonValueKind.Null, false));
        ip.GetProperty("region").GetProperty("slug").GetString().Should().Be("nyc3");
        string path = $"/v2/reserved_ips/{ip.GetProperty("ip").GetString()}";
        (await account.Get(path))["reserved_ip"].GetRawText().Should().Be(ip.GetRawText());
        (await account.Get("/v2/reserved_ips")).All("reserved_ips", "ip").Should().Equal(ip.GetProperty("ip").GetString());
        (await account.Delete(path)).Status.Should().Be(204);
        (await account.Delete(path)).Status.Should().Be(404);
        (await Reserve(account)).Should().NotBe(ip.GetProperty("ip").GetString());
        foreach (string unknown in new[] { "203.0.113.99", "x", "1", "203.0.113.2.1" })
        {
            (await account.Get($"/v2/reserved_ips/{unknown}")).Status.Should().Be(404);
        }
    }

    [Fact] // 19.2, 19.3, 19.5
    public async Task An_address_can_be_created_for_a_droplet()
    {
        await using Account account = new Account();
        long droplet = account.Sandbox.CreateDroplet("web").Id;
        Reply created = await account.Post("/v2/reserved_ips", $$"""{"droplet_id":{{droplet}}}""");
        string ip = created["reserved_ip"].GetProperty("ip").GetString()!;
        created["reserved_ip"].GetProperty("locked").GetBoolean().Should().BeTrue();
        created["links"].GetProperty("droplets")[0].GetProperty("id").GetInt64().Should().Be(droplet);
        JsonElement link = created["links"].GetProperty("actions")[0];
        link.GetProperty("rel").GetString().Should().Be("assign_ip");
        await Expect(account, ip, null, locked: true);
        account.Clock.Advance(2);
        await Expect(account, ip, droplet, locked: false);
        JsonElement action = (await account.Get($"/v2/actions/{link.GetProperty("id")}"))["action"];
        (action.GetProperty("status").GetString(), action.GetProperty("resource_type").GetString())
            .Should().Be(("completed", "reserved_ip"));
        (await account.Get($"/v2/reserved_ips/{ip}/actions")).All("actions", "id").Should().Equal(action.GetProperty("id").ToString());
        action.TryGetProperty("project_id", out _).Should().BeFalse("only the actions of the address have it");
        string? project = created["reserved_ip"].GetProperty("project_id").GetString();
        (await account.Get($"/v2/reserved_ips/{ip}/actions/{action.GetProperty("id")}"))["action"].GetProperty("project_id").GetString()
            .Should().Be(project);
        (await account.Post("/v2/reserved_ips", $$"""{"droplet_id":{{droplet}}}""")).Status.Should().Be(422, "it has one");
    }

    [Fact] // 19.3, 19.6
    public async Task An_address_is_assigned_moved_and_unassigned_after_the_action_time()
    {
        await using Account account = new Account();
        (long a, long b) = (account.Sandbox.CreateDroplet("a").Id, account.Sandbox.CreateDroplet("b").Id);
        string ip = await Reserve(account);
        Reply assign = await Act(account, ip, Assign(a));
        (assign.Status, assign["action"].TryGetProperty("project_id", out _)).Should().Be((201, true));
        await Expect(account, ip, null, locked: true);
        (await Act(account, ip, Unassign)).Status.Should().Be(422, "an action is in progress");
        (await account.Delete($"/v2/reserved_ips/{ip}")).Status.Should().Be(422);
        account.Clock.Advance(2);
        await Expect(account, ip, a, locked: false);
        (await Act(account, ip, Assign(b))).Status.Should().Be(201);
        await Expect(account, ip, a, locked: true);
        account.Clock.Advance(2);
        await Expect(account, ip, b, locked: false);
        (await Act(account, ip, Unassign))["action"].GetProperty("type").GetString().Should().Be("unassign_ip");
        account.Clock.Advance(2);
        await Expect(account, ip, null, locked: false);
        (await Act(account, ip, Unassign)).Status.Should().Be(422);

        await Act(account, ip, Assign(a));
        account.Clock.Advance(2);
        await account.Delete($"/v2/droplets/{a}");
        account.Clock.Advance(2.9);
        await Expect(account, ip, a, locked: true);
        account.Clock.Advance(0.1);
        await Expect(account, ip, null, locked: false);
        await Act(account, ip, Assign(b));
        account.Clock.Advance(2);
        (await account.Delete($"/v2/reserved_ips/{ip}")).Status.Should().Be(204);
        account.Sandbox.Droplets.Single().ReservedIpv4.Should().BeNull();
    }

    [Fact] // 19.5
    public async Task An_assigned_address_is_a_second_public_network()
    {
        await using Account account = new Account(new SandboxOptions { ActionTime = TimeSpan.Zero });
        List<bool> first = [];
        for (int i = 0; i < 2; i++)
        {
            long droplet = account.Sandbox.CreateDroplet("a").Id;
            Reply created = await account.Post("/v2/reserved_ips", $$"""{"droplet_id":{{droplet}}}""");
            string ip = created["reserved_ip"].GetProperty("ip").GetString()!;
            SandboxDroplet actual = account.Sandbox.Droplets[i];
            actual.ReservedIpv4.Should().Be(ip);
            JsonElement networks = (await account.Get($"/v2/droplets/{droplet}"))["droplet"].GetProperty("networks");
            string?[] shown = [.. networks.GetProperty("v4").EnumerateArray()
                .Where(network => network.GetProperty("type").GetString() == "public")
                .Select(network => network.GetProperty("ip_address").GetString())];
            shown.Should().BeEquivalentTo(ip, actual.PublicIpv4);
            first.Add(shown[0] == ip);
        }

        first.Should().BeEquivalentTo([true, false], "the order is not defined");
    }

    [Fact] // 19.2, 19.4
    public async Task An_assignment_that_is_not_possible_is_rejected()
    {
        await using Account account = new Account(new SandboxOptions { ReservedIpLimit = 2 });
        string ip = await Reserve(account);
        long here = account.Sandbox.CreateDroplet("a").Id;
        long there = account.Sandbox.CreateDroplet("b", region: "fra1").Id;
        long booting = await account.Create("c");
        long hidden = await account.Create("d", """ "public_networking":false """);
        foreach (string body in new[]
        {
            "{}", """{"type":"explode"}""", """{"type":"assign"}""", """{"type":"assign","droplet_id":"1"}""", Assign(1), Assign(there),
            Assign(booting),
        })
        {
            (await Act(account, ip, body)).Status.Should().Be(422, body);
        }

        (await Act(account, ip, Assign(booting)))["message"].GetString().Should().Be("Droplet already has a pending event.");
        account.Clock.Advance(8);
        (await Act(account, ip, Assign(hidden))).Status.Should().Be(422);
        foreach (string body in new[]
        {
            "{}", """{"region":"xyz1"}""", """{"region":"sfo1"}""", """{"droplet_id":1}""", $$"""{"droplet_id":{{here}},"region":"fra1"}""",
        })
        {
            (await account.Post("/v2/reserved_ips", body)).Status.Should().Be(422, body);
        }

        (await account.Post("/v2/reserved_ips", $$"""{"droplet_id":{{here}},"region":"nyc3"}""")).Status.Should().Be(202);
        (await Act(account, ip, Assign(here))).Status.Should().Be(422, "an assignment is in progress");
        account.Clock.Advance(2);
        (await Act(account, ip, Assign(here))).Status.Should().Be(422, "it has another address");
        (await account.Post("/v2/reserved_ips", """{"region":"nyc3"}""")).Status.Should().Be(422, "the limit is reached");
        (await account.Get("/v2/account"))["account"].GetProperty("floating_ip_limit").GetInt32().Should().Be(2);
    }

    [Fact] // 19.1, 15.3
    public async Task Lags_pages_and_faults_apply()
    {
        await using Account account = new Account(
            new SandboxOptions { ListLag = TimeSpan.FromSeconds(5), ReadLag = TimeSpan.FromSeconds(3) });
        string ip = await Reserve(account);
        (await account.Get("/v2/reserved_ips")).Total.Should().Be(0);
        (await account.Get($"/v2/reserved_ips/{ip}")).Status.Should().Be(404);
        (await Act(account, ip, Unassign)).Status.Should().Be(404);
        (await account.Get($"/v2/reserved_ips/{ip}/actions")).Status.Should().Be(404);
        account.Clock.Advance(3);
        (await account.Get($"/v2/reserved_ips/{ip}")).Status.Should().Be(200);
        account.Sandbox.Faults.Add(new SandboxFault { Kind = SandboxFaultKind.ServerErrorAfter, On = "POST /v2/reserved_ips" });
        account.Sandbox.Faults.Add(new SandboxFault { Kind = SandboxFaultKind.NextElsewhere, On = "GET /v2/reserved_ips", Skip = 1 });
        (await account.Post("/v2/reserved_ips", """{"region":"nyc3"}""")).Status.Should().Be(500);
        account.Clock.Advance(5);
        Reply page = await account.Get("/v2/reserved_ips?per_page=1&page=2");
        (page.Total, page.All("reserved_ips", "ip").Length).Should().Be((2, 1));
        (await account.Get("/v2/reserved_ips?per_page=1")).Text.Should().Contain("https://elsewhere.example/v2/reserved_ips?page=1");
        (await account.Get("/v2/reserved_ips?per_page=0")).Status.Should().Be(422);
    }

    [Fact] // 12.1
    public async Task Reserved_ips_are_stored_in_the_state_file()
    {
        using TempFolder folder = new TempFolder();
        SandboxOptions options = new SandboxOptions { StateFile = folder.File("state.db") };
        VirtualClock clock = new VirtualClock();
        string ip;
        long droplet;
        await using (Account first = new Account(options, clock))
        {
            droplet = first.Sandbox.CreateDroplet("web").Id;
            ip = await Reserve(first);
            await Act(first, ip, Assign(droplet));
        }

        clock.Advance(2);
        await using Account second = new Account(options, clock);
        await Expect(second, ip, droplet, locked: false);
    }

    private static string Assign(long droplet) => $$"""{"type":"assign","droplet_id":{{droplet}}}""";

    private static Task<Reply> Act(Account account, string ip, string body) => account.Post($"/v2/reserved_ips/{ip}/actions", body);

    private static async Task<string> Reserve(Account account) =>
        (await account.Post("/v2/reserved_ips", """{"region":"nyc3"}"""))["reserved_ip"].GetProperty("ip").GetString()!;

    private static async Task Expect(Account account, string ip, long? droplet, bool locked)
    {
        JsonElement shown = (await account.Get($"/v2/reserved_ips/{ip}"))["reserved_ip"];
        JsonElement on = shown.GetProperty("droplet");
        (on.ValueKind == JsonValueKind.Null ? null : (long?)on.GetProperty("id").GetInt64()).Should().Be(droplet);
        shown.GetProperty("locked").GetBoolean().Should().Be(locked);
    }
}
