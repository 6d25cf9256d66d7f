using System.Text.Json;
using Stagecraft.DigitalOcean.Sandbox.Tests.Support;
using Stagecraft.Sandbox;
using Stagecraft.Sandbox.Storage;
using static Stagecraft.DigitalOcean.Sandbox.Tests.Support.VolumeSteps;

namespace Stagecraft.DigitalOcean.Sandbox.Tests.Volumes;

/// <summary>Sections 18.4 to 18.7.</summary>
public sealed class VolumeActionTests
{
    [Fact] // 18.4, 18.5
    public async Task A_volume_is_attached_and_detached_after_the_action_time()
    {
        await using Account account = new Account();
        long droplet = account.Sandbox.CreateDroplet("db").Id;
        string id = await Create(account);
        Reply attach = await Act(account, id, $$"""{"type":"attach","droplet_id":{{droplet}},"region":"nyc3","tags":["blue"]}""");
        attach.Status.Should().Be(202, attach.Text);
        JsonElement action = attach["action"];
        (action.GetProperty("status").GetString(), action.GetProperty("type").GetString()).Should().Be(("in-progress", "attach_volume"));
        (action.GetProperty("resource_type").GetString(), action.GetProperty("resource_id").ValueKind)
            .Should().Be(("volume", JsonValueKind.Null));
        await Expect(account, id, droplet, attached: false);
        (await account.Get($"/v2/droplets/{droplet}"))["droplet"].GetProperty("locked").GetBoolean().Should().BeTrue();
        account.Clock.Advance(2);
        await Expect(account, id, droplet, attached: true);
        (await account.Get($"/v2/droplets/{droplet}"))["droplet"].GetProperty("locked").GetBoolean().Should().BeFalse();
        (await Get(account, id)).GetProperty("tags").GetRawText().Should().Be("""["blue"]""");

        (await Act(account, id, Detach(droplet))).Status.Should().Be(202);
        await Expect(account, id, droplet, attached: true);
        account.Clock.Advance(2);
        await Expect(account, id, droplet, attached: false);

        (await account.Get($"/v2/volumes/{id}/actions")).All("actions", "type").Should().Equal("detach_volume", "attach_volume");
        string path = $"/v2/volumes/{id}/actions/{action.GetProperty("id")}";
        (await account.Get(path))["action"].GetProperty("status").GetString().Should().Be("completed");
        (await account.Get("/v2/actions")).All("actions", "type").Should().Equal("detach_volume", "attach_volume", "create");
        (await account.Get($"/v2/droplets/{droplet}/actions")).All("actions", "type").Should().Equal("create");
        (await account.Get(path.Replace(id, await Create(account, "logs")))).Status.Should().Be(404);
        account.Sandbox.Conditions = account.Sandbox.Conditions with { CanReadActions = false };
        (await account.Get(path)).Status.Should().Be(403);
    }

    [Fact] // 18.4
    public async Task Actions_can_name_the_volume()
    {
        await using Account account = new Account();
        long droplet = account.Sandbox.CreateDroplet("db").Id;
        string id = await Create(account);
        string body = $$"""{"type":"attach","volume_name":"data","region":"nyc3","droplet_id":{{droplet}}}""";
        foreach (string bad in new[] { body.Replace("nyc3", "fra1"), body.Replace("data", "logs") })
        {
            (await account.Post("/v2/volumes/actions", bad)).Status.Should().Be(404);
        }

        foreach (string bad in new[] { "volume_name", "region", "droplet_id", "type" })
        {
            (await account.Post("/v2/volumes/actions", body.Replace(bad, "x"))).Status.Should().Be(422);
        }

        (await account.Post("/v2/volumes/actions", body.Replace("attach", "resize"))).Status.Should().Be(422);
        (await account.Post("/v2/volumes/actions", body)).Status.Should().Be(202);
        account.Clock.Advance(2);
        await Expect(account, id, droplet, attached: true);
    }

    [Fact] // 18.4
    public async Task A_volume_can_only_grow()
    {
        await using Account account = new Account();
        string id = await Create(account);
        foreach (string size in new[] { "10", "9", "16385", "\"20\"", "null" })
        {
            (await Act(account, id, $$"""{"type":"resize","size_gigabytes":{{size}}}""")).Status.Should().Be(422);
        }

        Reply resize = await Act(account, id, """{"type":"resize","size_gigabytes":20}""");
        (resize.Status, resize["action"].GetProperty("type").GetString()).Should().Be((202, "resize_volume"));
        (await Get(account, id)).GetProperty("size_gigabytes").GetInt32().Should().Be(10);
        (await Act(account, id, """{"type":"resize","size_gigabytes":30}""")).Status.Should().Be(422, "an action is in progress");
        (await account.Delete($"/v2/volumes/{id}")).Status.Should().Be(409);
        account.Clock.Advance(2);
        (await Get(account, id)).GetProperty("size_gigabytes").GetInt32().Should().Be(20);
        (await Act(account, id, """{"type":"resize","size_gigabytes":30}""")).Status.Should().Be(202);
        account.Clock.Advance(2);
        (await Get(account, id)).GetProperty("size_gigabytes").GetInt32().Should().Be(30);
    }

    [Fact] // 18.4, 18.5
    public async Task An_attachment_that_is_not_possible_is_rejected()
    {
        await using Account account = new Account();
        (long here, long there) =
            (account.Sandbox.CreateDroplet("a").Id, account.Sandbox.CreateDroplet("b", region: "fra1").Id);
        string id = await Create(account);
        await Rejected(Attach(there), "The volume and the Droplet must be in the same region.");
        await Rejected(Detach(here), "Attachment not found");
        await Rejected("{}", "type is required.");
        await Rejected("""{"type":"explode"}""", "type must be attach, detach or resize.");
        await Rejected("""{"type":"attach"}""", "droplet_id must be an id.");
        await Rejected($$"""{"type":"attach","droplet_id":{{here}},"region":"fra1"}""", "region is not the region of the volume.");
        (await Act(account, id, Attach(1))).Status.Should().Be(404);
        await Rejected(Attach(await account.Create()), "Droplet already has a pending event.");
        account.Sandbox.SetLocked(here, true);
        await Rejected(Attach(here), "Droplet already has a pending event.");
        account.Sandbox.SetLocked(here, false);
        (await Act(account, id, Attach(here))).Status.Should().Be(202);
        await Rejected(Attach(here), "Volume already has a pending event.");
        account.Clock.Advance(2);
        await Rejected(Attach(here), "This volume is already attached");
        await Rejected(Detach(there), "Attachment not found");

        async Task Rejected(string body, string message)
        {
            Reply reply = await Act(account, id, body);
            (reply.Status, reply["message"].GetString()).Should().Be((422, message));
        }
    }

    [Fact] // 18.4
    public async Task A_droplet_has_at_most_15_volumes()
    {
        await using Account account = new Account(new SandboxOptions { ActionTime = TimeSpan.Zero });
        long droplet = account.Sandbox.CreateDroplet("db").Id;
        for (int i = 0; i < 15; i++)
        {
            (await Act(account, await Create(account, $"data-{i}"), Attach(droplet))).Status.Should().Be(202);
        }

        (await Act(account, await Create(account, "more"), Attach(droplet))).Status.Should().Be(422);
    }

    [Fact] // 18.6
    public async Task A_droplet_can_be_created_with_volumes()
    {
        await using Account account = new Account();
        string id = await Create(account);
        string there = (await account.Post("/v2/volumes", Body("there").Replace("nyc3", "fra1")))["volume"].GetProperty("id").GetString()!;
        long droplet = await account.Create("db", $""" "volumes":["{id}"] """);
        await Expect(account, id, droplet, attached: false);
        foreach (string volumes in new[] { $"\"{id}\"", $"\"{there}\"", "\"5a4d0b0c\"", "7" })
        {
            (await account.Post("/v2/droplets", Account.Body("x", $""" "volumes":[{volumes}] """))).Status.Should().Be(422);
        }

        account.Clock.Advance(8);
        await Expect(account, id, droplet, attached: true);
        (await account.Get("/v2/droplets"))["droplets"][0].GetProperty("volume_ids").GetRawText().Should().Be($"[\"{id}\"]");
        (await account.Post("/v2/droplets", Account.Body("x", $""" "volumes":["{id}"] """))).Status.Should().Be(422);
        string several = Account.Body("x", $""" "volumes":["{await Create(account, "logs")}"] """)
            .Replace("\"name\":\"x\"", "\"names\":[\"x\",\"y\"]");
        (await account.Post("/v2/droplets", several)).Status.Should().Be(422);
        account.Sandbox.Droplets.Should().HaveCount(1);
    }

    [Fact] // 18.7
    public async Task Volumes_remain_when_their_droplet_is_deleted()
    {
        await using Account account = new Account();
        string id = await Create(account);
        long droplet = await account.Create("db", $""" "volumes":["{id}"] """);
        account.Clock.Advance(8);
        Reply delete = await account.Delete($"/v2/volumes/{id}");
        (delete.Status, delete.ErrorId).Should().Be((409, "conflict"));
        await account.Delete($"/v2/droplets/{droplet}");
        account.Clock.Advance(4.9);
        (await account.Get($"/v2/droplets/{droplet}")).Status.Should().Be(404);
        (await Get(account, id)).GetProperty("droplet_ids").GetRawText().Should().Be($"[{droplet}]");
        (await account.Delete($"/v2/volumes/{id}")).Status.Should().Be(409);
        await account.Create("other");
        account.Clock.Advance(0.1);
        (await Get(account, id)).GetProperty("droplet_ids").GetRawText().Should().Be("[]");
        long next = await account.Create("next", $""" "volumes":["{id}"] """);
        (await Get(account, id)).GetProperty("droplet_ids").GetRawText().Should().Be("[]", "the new droplet is booting");
        account.Clock.Advance(8);
        await Expect(account, id, next, attached: true);
    }

    [Fact] // 18.7, 14.2, 15.3
    public async Task A_droplet_that_disappears_frees_its_volumes()
    {
        SandboxFault vanish = new SandboxFault { Kind = SandboxFaultKind.Vanishes };
        await using Account account = new Account(new SandboxOptions { Faults = [vanish] });
        string id = await Create(account);
        await account.Create("db", $""" "volumes":["{id}"] """);
        account.Clock.Advance(8);
        long droplet = await account.Create("db", $""" "volumes":["{id}"] """);
        account.Sandbox.DeleteDroplet(droplet);
        account.Clock.Advance(5);
        (await account.Delete($"/v2/volumes/{id}")).Status.Should().Be(204);
    }

    [Fact] // 12.1
    public async Task Volumes_are_stored_in_the_state_file()
    {
        using TempFolder folder = new TempFolder();
        SandboxOptions options = new SandboxOptions { StateFile = folder.File("state.db") };
        VirtualClock clock = new VirtualClock();
        string id;
        long droplet;
        await using (Account first = new Account(options, clock))
        {
            id = await Create(first, more: """ "tags":["blue"] """);
            droplet = first.Sandbox.CreateDroplet("db").Id;
            await Act(first, id, Attach(droplet));
        }

        clock.Advance(2);
        await using Account second = new Account(options, clock);
        await Expect(second, id, droplet, attached: true);
        (await Get(second, id)).GetProperty("tags").GetRawText().Should().Be("""["blue"]""");
    }
}
