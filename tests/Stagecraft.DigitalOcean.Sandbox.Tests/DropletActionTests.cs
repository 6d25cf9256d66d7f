using System.Text.Json;
using Stagecraft.DigitalOcean.Sandbox.Tests.Support;
using Stagecraft.Sandbox;
using Stagecraft.Sandbox.Storage;
using static Stagecraft.DigitalOcean.Sandbox.Tests.Support.ActionSteps;

namespace Stagecraft.DigitalOcean.Sandbox.Tests;

/// <summary>Section 11.2: droplet actions.</summary>
public sealed class DropletActionTests
{
    [Fact]
    public async Task An_action_takes_time_and_locks_the_droplet()
    {
        await using Account account = new Account(InstantBoot with { ActionTime = TimeSpan.FromSeconds(5) });
        long id = await account.Create();
        Reply reply = await Act(account, id, """{"type":"power_off"}""");
        reply.Status.Should().Be(201);
        JsonElement action = reply["action"];
        (action.GetProperty("status").GetString(), action.GetProperty("type").GetString(), action.GetProperty("resource_id").GetInt64())
            .Should().Be(("in-progress", "power_off", id));
        action.GetProperty("completed_at").ValueKind.Should().Be(JsonValueKind.Null);

        account.Clock.Advance(4.9);
        await Expect(account, id, "active", locked: true);
        foreach (string? body in new[] { """{"type":"power_off"}""", """{"type":"rename","name":"b"}""", """{"type":"enable_ipv6"}""" })
        {
            (await Act(account, id, body))["message"].GetString().Should().Be("Droplet already has a pending event.");
        }

        (await account.Delete($"/v2/droplets/{id}")).Status.Should().Be(422);

        account.Clock.Advance(0.1);
        await Expect(account, id, "off", locked: false);
        JsonElement done = (await account.Get($"/v2/droplets/{id}/actions/{action.GetProperty("id")}"))["action"];
        (done.GetProperty("status").GetString(), done.GetProperty("completed_at").GetString())
            .Should().Be(("completed", "2026-03-14T15:09:31Z"));
        (await account.Get($"/v2/droplets/{id}/actions")).All("actions", "type").Should().Equal("power_off", "create");
        (await account.Delete($"/v2/droplets/{id}")).Status.Should().Be(204);
    }

    [Theory]
    [InlineData("power_on", 201, 201, "active")]
    [InlineData("power_off", 201, 422, "off")]
    [InlineData("shutdown", 201, 201, "off")]
    [InlineData("reboot", 201, 422, "active")]
    [InlineData("power_cycle", 201, 422, "active")]
    public async Task Power_actions_require_a_matching_status(string type, int whenActive, int whenOff, string after)
    {
        await using Account account = new Account(InstantBoot);
        foreach ((string? status, int expected) in new[] { ("active", whenActive), ("off", whenOff), ("archive", 422) })
        {
            long id = account.Sandbox.CreateDroplet("web-1").Id;
            account.Sandbox.SetStatus(id, status);
            (await Act(account, id, $$"""{"type":"{{type}}"}""")).Status.Should().Be(expected, status);
            account.Clock.Advance(2);
            await Expect(account, id, expected == 201 ? after : status, locked: false);
        }
    }

    [Fact] // 11.2, 15.3
    public async Task A_droplet_that_boots_to_off_can_be_powered_on()
    {
        await using Account account = new Account(InstantBoot with { Faults = [new SandboxFault { Kind = SandboxFaultKind.BootsOff }] });
        long id = await account.Create();
        await Expect(account, id, "off", locked: false);
        (await Act(account, id, """{"type":"power_on"}""")).Status.Should().Be(201);
        account.Clock.Advance(2);
        await Expect(account, id, "active", locked: false);
        (await Act(account, id, """{"type":"power_off"}""")).Status.Should().Be(201);
        account.Clock.Advance(2);
        await Expect(account, id, "off", locked: false);
    }

    [Fact]
    public async Task A_new_or_locked_droplet_rejects_every_action()
    {
        await using Account account = new Account(new SandboxOptions { Faults = [new SandboxFault { Kind = SandboxFaultKind.StuckNew }] });
        long stuck = await account.Create();
        long booting = await account.Create();
        long locked = account.Sandbox.CreateDroplet("c").Id;
        account.Sandbox.SetLocked(locked, true);
        long deleting = account.Sandbox.CreateDroplet("d").Id;
        account.Sandbox.DeleteDroplet(deleting);
        foreach (long id in new[] { stuck, booting, locked, deleting })
        {
            (await Act(account, id, """{"type":"rename","name":"b"}""")).Status.Should().Be(422);
        }

        account.Clock.Advance(60);
        (await Act(account, stuck, """{"type":"power_on"}""")).Status.Should().Be(422);
        (await Act(account, booting, """{"type":"reboot"}""")).Status.Should().Be(201);
        (await Act(account, deleting, """{"type":"reboot"}""")).Status.Should().Be(404);
    }

    [Fact]
    public async Task A_rename_takes_effect_immediately()
    {
        await using Account account = new Account(InstantBoot);
        long id = await account.Create("old");
        (await Act(account, id, """{"type":"rename","name":"new.example-1.com"}""")).Status.Should().Be(201);
        (await account.Get("/v2/droplets?name=NEW.example-1.com")).All("droplets", "id").Should().Equal($"{id}");
        (await account.Get("/v2/droplets?name=old")).Total.Should().Be(0);
        await Expect(account, id, "active", locked: true);
        account.Clock.Advance(2);
        await Expect(account, id, "active", locked: false);
    }

    [Fact]
    public async Task Ipv6_can_be_enabled_only_once()
    {
        await using Account account = new Account(InstantBoot);
        long id = await account.Create();
        (await Act(account, id, """{"type":"enable_ipv6"}""")).Status.Should().Be(201);
        account.Sandbox.Droplets.Single().PublicIpv6.Should().BeNull();
        account.Clock.Advance(2);
        JsonElement droplet = (await account.Get($"/v2/droplets/{id}"))["droplet"];
        Texts(droplet, "features").Should().Equal("droplet_agent", "private_networking", "ipv6");
        droplet.GetProperty("networks").GetProperty("v6")[0].GetProperty("ip_address").GetString().Should().StartWith("2001:db8:");
        (await Act(account, id, """{"type":"enable_ipv6"}""")).Status.Should().Be(422);

        long isolated = await account.Create("b", """ "public_networking":false """);
        (await Act(account, isolated, """{"type":"enable_ipv6"}""")).Status.Should().Be(422);
    }

    [Fact]
    public async Task Backups_can_be_enabled_changed_and_disabled()
    {
        await using Account account = new Account(InstantBoot);
        long id = await account.Create();
        (await Act(account, id, """{"type":"disable_backups"}""")).Status.Should().Be(422);
        (await Act(account, id, """{"type":"change_backup_policy","backup_policy":{"plan":"daily"}}""")).Status.Should().Be(422);

        (await Act(account, id, """{"type":"enable_backups"}""")).Status.Should().Be(201);
        account.Clock.Advance(2);
        JsonElement droplet = (await account.Get($"/v2/droplets/{id}"))["droplet"];
        Texts(droplet, "features").Should().Equal("backups", "droplet_agent", "private_networking");
        droplet.GetProperty("next_backup_window").GetProperty("start").GetString().Should().Be("2026-03-15T00:00:00Z");
        (await Act(account, id, """{"type":"enable_backups"}""")).Status.Should().Be(422);

        (await Act(account, id, """{"type":"change_backup_policy"}""")).Status.Should().Be(422);
        (await Act(account, id, """{"type":"change_backup_policy","backup_policy":{"plan":"weekly","weekday":"WED","hour":8}}""")).Status
            .Should().Be(201);
        account.Clock.Advance(2);
        (await account.Get($"/v2/droplets/{id}/backups/policy"))["policy"].GetProperty("backup_policy").GetProperty("weekday").GetString()
            .Should().Be("WED");

        (await Act(account, id, """{"type":"disable_backups"}""")).Status.Should().Be(201);
        account.Clock.Advance(2);
        droplet = (await account.Get($"/v2/droplets/{id}"))["droplet"];
        Texts(droplet, "features").Should().Equal("droplet_agent", "private_networking");
        droplet.GetProperty("next_backup_window").ValueKind.Should().Be(JsonValueKind.Null);
    }

    [Theory]
    [InlineData("change_kernel")]
    public async Task An_action_that_is_not_emulated_is_422_with_an_explanation(string type) // 11.2
    {
        await using Account account = new Account(InstantBoot);
        long id = await account.Create();
        Reply reply = await Act(account, id, $$"""{"type":"{{type}}"}""");
        (reply.Status, reply["message"].GetString())
            .Should().Be((422, $"The sandbox does not emulate POST /v2/droplets/{id}/actions with type {type}."));
    }

    [Theory]
    [InlineData("", 400)]
    [InlineData("[]", 400)]
    [InlineData("{}", 422)]
    [InlineData("""{"type":null}""", 422)]
    [InlineData("""{"type":7}""", 422)]
    [InlineData("""{"type":["reboot"]}""", 422)]
    [InlineData("""{"type":"Reboot"}""", 422)]
    [InlineData("""{"type":"explode"}""", 422)]
    [InlineData("""{"type":"rename"}""", 422)]
    [InlineData("""{"type":"rename","name":""}""", 422)]
    [InlineData("""{"type":"rename","name":"a b"}""", 422)]
    [InlineData("""{"type":"rename","name":{}}""", 422)]
    [InlineData("""{"type":"enable_backups","backup_policy":[]}""", 422)]
    [InlineData("""{"type":"enable_backups","backup_policy":{}}""", 422)]
    [InlineData("""{"type":"enable_backups","backup_policy":{"plan":"daily","hour":4294967296}}""", 422)]
    [InlineData("""{"type":"enable_backups","backup_policy":{"plan":"daily","hour":1e400}}""", 422)]
    [InlineData("""{"type":"enable_backups","backup_policy":{"plan":"weekly","weekday":"MONDAY"}}""", 422)]
    public async Task An_invalid_request_is_rejected_and_has_no_effect(string body, int status)
    {
        await using Account account = new Account(InstantBoot);
        long id = await account.Create();
        string before = (await account.Get($"/v2/droplets/{id}")).Text;
        (await Act(account, id, body)).Status.Should().Be(status);
        (await account.Get($"/v2/droplets/{id}")).Text.Should().Be(before);
        (await account.Get("/v2/actions")).Total.Should().Be(1);
    }

    [Fact] // 1.2, 11.1
    public async Task A_droplet_that_is_not_readable_yet_accepts_no_action()
    {
        await using Account account = new Account(InstantBoot with { ReadLag = TimeSpan.FromSeconds(3) });
        long id = await account.Create();
        (await Act(account, id, """{"type":"reboot"}""")).Status.Should().Be(404);
        account.Clock.Advance(3);
        (await Act(account, id, """{"type":"reboot"}""")).Status.Should().Be(201);
        (await Act(account, 1, """{"type":"reboot"}""")).Status.Should().Be(404);
    }

    [Fact] // 3.3
    public async Task Actions_can_be_started_without_permission_to_read_them()
    {
        await using Account account = new Account(InstantBoot with { CanReadActions = false });
        long id = await account.Create();
        (await Act(account, id, """{"type":"reboot"}""")).Status.Should().Be(201);
        (await account.Get($"/v2/droplets/{id}/actions")).Status.Should().Be(403);
        (await account.Get($"/v2/droplets/{id}/actions/2000000001")).Status.Should().Be(403);
    }

    [Fact] // 1.1, 12.1
    public async Task An_action_completes_while_no_process_is_running()
    {
        using TempFolder folder = new TempFolder();
        SandboxOptions options = InstantBoot with { StateFile = folder.File("state.db") };
        VirtualClock clock = new VirtualClock();
        long id;
        await using (Account first = new Account(options, clock))
        {
            id = await first.Create();
            await Act(first, id, """{"type":"shutdown"}""");
        }

        clock.Advance(60);
        await using Account second = new Account(options, clock);
        await Expect(second, id, "off", locked: false);
    }

    [Fact] // 14.3
    public async Task A_status_set_during_an_action_is_kept()
    {
        await using Account account = new Account(InstantBoot);
        long id = await account.Create();
        await Act(account, id, """{"type":"power_off"}""");
        account.Sandbox.SetStatus(id, "hibernating");
        account.Clock.Advance(2);
        await Expect(account, id, "hibernating", locked: false);
    }

    [Fact] // 14.2
    public async Task An_out_of_band_delete_during_an_action_succeeds()
    {
        await using Account account = new Account(InstantBoot with { ActionTime = TimeSpan.FromSeconds(10) });
        long id = await account.Create();
        await Act(account, id, """{"type":"power_off"}""");
        account.Sandbox.DeleteDroplet(id);
        account.Clock.Advance(3);
        (await account.Get($"/v2/droplets/{id}")).Status.Should().Be(404);
        account.Clock.Advance(7);
        (await account.Get("/v2/actions")).All("actions", "status").Should().OnlyContain(status => status == "completed");
    }

    [Fact] // 1.2
    public async Task With_zero_action_time_an_action_completes_immediately()
    {
        await using Account account = new Account(InstantBoot with { ActionTime = TimeSpan.Zero });
        long id = await account.Create();
        (await Act(account, id, """{"type":"power_off"}"""))["action"].GetProperty("status").GetString().Should().Be("completed");
        (await Act(account, id, """{"type":"resize","size":"s-2vcpu-4gb","disk":true}""")).Status.Should().Be(201);
        (await Act(account, id, """{"type":"power_on"}""")).Status.Should().Be(201);
        await Expect(account, id, "active", locked: false);
        await ExpectSize(account, id, "s-2vcpu-4gb", 4096, 80);
    }

    private static string[] Texts(JsonElement item, string member) =>
        [.. item.GetProperty(member).EnumerateArray().Select(text => text.GetString()!)];
}
