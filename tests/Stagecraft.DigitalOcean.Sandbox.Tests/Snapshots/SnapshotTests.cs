using System.Text.Json;
using Stagecraft.DigitalOcean.Sandbox.Tests.Support;
using Stagecraft.Sandbox.Storage;
using static Stagecraft.DigitalOcean.Sandbox.Tests.Support.ActionSteps;

namespace Stagecraft.DigitalOcean.Sandbox.Tests.Snapshots;

/// <summary>Section 23: snapshots of droplets and volumes, and the actions that use them.</summary>
public sealed class SnapshotTests
{
    [Fact] // 23.1, 23.2
    public async Task A_snapshot_of_a_droplet_exists_when_the_action_completes()
    {
        await using Account account = new Account();
        long droplet = account.Sandbox.CreateDroplet("web").Id;
        Reply action = await Act(account, droplet, """{"type":"snapshot","name":"blue"}""");
        (action.Status, action["action"].GetProperty("type").GetString()).Should().Be((201, "snapshot"));
        string[] lists = [$"/v2/droplets/{droplet}/snapshots", "/v2/snapshots", "/v2/snapshots?resource_type=droplet"];
        foreach (string list in lists)
        {
            (await account.Get(list)).Total.Should().Be(0, list);
        }

        (await account.Get("/v2/images?private=true")).Total.Should().Be(0);
        await Expect(account, droplet, "active", locked: true);
        account.Clock.Advance(2);
        foreach (string list in lists)
        {
            (await account.Get(list)).All("snapshots", "name").Should().Equal(["blue"], list);
        }

        string id = (await account.Get("/v2/snapshots")).All("snapshots", "id").Single();
        (await account.Get($"/v2/droplets/{droplet}"))["droplet"].GetProperty("snapshot_ids").GetRawText().Should().Be($"[{id}]");
        (await account.Get($"/v2/snapshots/{id}"))["snapshot"].GetRawText().Should().Be(
            $$"""{"id":"{{id}}","name":"blue","created_at":"2026-03-14T15:09:28Z","regions":["nyc3"],"min_disk_size":25,"""
            + $"\"size_gigabytes\":2.5,\"resource_id\":\"{droplet}\",\"resource_type\":\"droplet\",\"tags\":[]}}");
        (await account.Get("/v2/snapshots?resource_type=volume")).Total.Should().Be(0);
        (await account.Get("/v2/snapshots?resource_type=image")).Status.Should().Be(422);

        await account.Delete($"/v2/droplets/{droplet}");
        account.Clock.Advance(3);
        (await account.Get("/v2/snapshots")).Total.Should().Be(1, "it remains");
        (await account.Delete($"/v2/snapshots/{id}")).Status.Should().Be(204);
        (await account.Delete($"/v2/snapshots/{id}")).Status.Should().Be(404);
    }

    [Fact] // 23.2
    public async Task A_snapshot_is_a_private_image()
    {
        await using Account account = new Account(new SandboxOptions { ActionTime = TimeSpan.Zero, Boot = TimeSpan.Zero });
        long droplet = account.Sandbox.CreateDroplet("web", image: "debian-12-x64").Id;
        await Act(account, droplet, """{"type":"snapshot"}""");
        Reply images = await account.Get("/v2/images?private=true");
        JsonElement image = images["images"][0];
        string id = image.GetProperty("id").ToString();
        image.GetProperty("name").GetString().Should().StartWith("web-");
        (image.GetProperty("slug").ValueKind, image.GetProperty("public").GetBoolean(), image.GetProperty("distribution").GetString())
            .Should().Be((JsonValueKind.Null, false, "Debian"));
        (await account.Get($"/v2/images/{id}"))["image"].GetRawText().Should().Be(image.GetRawText());

        int common = (await account.Get("/v2/images?type=distribution")).Total + (await account.Get("/v2/images?type=application")).Total;
        Reply all = await account.Get("/v2/images?per_page=200");
        (all.Total, all.All("images", "id")[^1]).Should().Be((common + 1, id));
        Reply last = await account.Get($"/v2/images?per_page=1&page={common + 1}");
        (last.Total, last.All("images", "id").Single()).Should().Be((common + 1, id));
        (await account.Get($"/v2/images?per_page={common}")).All("images", "id").Should().NotContain(id);

        await account.Post("/v2/tags", """{"name":"blue"}""");
        string body = $$"""{"resources":[{"resource_id":"{{id}}","resource_type":"image"}]}""";
        (await account.Post("/v2/tags/blue/resources", body)).Status.Should().Be(204);
        (await account.Get("/v2/images?tag_name=blue")).All("images", "id").Should().Equal(id);
        (await account.Get("/v2/images?tag_name=green")).Total.Should().Be(0);
        JsonElement uses = (await account.Get("/v2/tags/blue"))["tag"].GetProperty("resources");
        uses.GetProperty("images").GetProperty("count").GetInt32().Should().Be(1);

        long copy = await account.Create("copy", $""" "image":{id} """);
        (await account.Get($"/v2/droplets/{copy}"))["droplet"].GetProperty("image").GetProperty("id").ToString().Should().Be(id);
        string elsewhere = Account.Body("x", $""" "image":"{id}" """).Replace("nyc3", "fra1");
        (await account.Post("/v2/droplets", elsewhere)).Status.Should().Be(422);
        (await account.Delete($"/v2/snapshots/{id}")).Status.Should().Be(204);
        (await account.Post("/v2/droplets", Account.Body("x", $""" "image":{id} """))).Status.Should().Be(422);
        (await account.Get($"/v2/droplets/{copy}"))["droplet"].GetProperty("image").ValueKind.Should().Be(JsonValueKind.Null);
    }

    [Fact] // 23.3
    public async Task A_droplet_can_be_rebuilt_and_restored()
    {
        await using Account account = new Account();
        long droplet = account.Sandbox.CreateDroplet("web").Id;
        await Act(account, droplet, """{"type":"snapshot","name":"blue"}""");
        account.Clock.Advance(2);
        string id = (await account.Get("/v2/snapshots")).All("snapshots", "id").Single();
        (await Act(account, droplet, """{"type":"rebuild","image":"debian-12-x64"}""")).Status.Should().Be(201);
        (await Image(droplet)).GetProperty("slug").GetString().Should().Be("ubuntu-22-04-x64");
        account.Clock.Advance(2);
        (await Image(droplet)).GetProperty("slug").GetString().Should().Be("debian-12-x64");
        (await Act(account, droplet, $$"""{"type":"restore","image":{{id}}}""")).Status.Should().Be(201);
        account.Clock.Advance(2);
        (await Image(droplet)).GetProperty("id").ToString().Should().Be(id);

        long other = account.Sandbox.CreateDroplet("other").Id;
        foreach (string body in new[]
        {
            """{"type":"rebuild"}""", """{"type":"rebuild","image":"beos"}""", """{"type":"rebuild","image":7}""",
            """{"type":"rebuild","image":true}""", """{"type":"rebuild","image":"gpu-h100x1-base"}""",
            $$"""{"type":"restore","image":{{id}}}""", """{"type":"restore","image":"debian-12-x64"}""",
        })
        {
            (await Act(account, other, body)).Status.Should().Be(422, body);
        }

        (await Act(account, other, """{"type":"password_reset"}""")).Status.Should().Be(201);
        account.Clock.Advance(2);
        await Expect(account, other, "active", locked: false);

        async Task<JsonElement> Image(long of) => (await account.Get($"/v2/droplets/{of}"))["droplet"].GetProperty("image");
    }

    [Fact] // 23.4
    public async Task Actions_can_be_started_for_all_droplets_with_a_tag()
    {
        await using Account account = new Account();
        long[] ids = [.. new[] { "a", "b" }.Select(name => account.Sandbox.CreateDroplet(name, ["blue"]).Id)];
        long other = account.Sandbox.CreateDroplet("c").Id;
        Reply reply = await account.Post("/v2/droplets/actions?tag_name=blue", """{"type":"power_off"}""");
        reply.Status.Should().Be(201, reply.Text);
        reply.All("actions", "resource_id").Should().Equal(ids.Select(id => $"{id}"));
        account.Clock.Advance(2);
        foreach (long id in ids)
        {
            await Expect(account, id, "off", locked: false);
        }

        await Expect(account, other, "active", locked: false);
        (await account.Post("/v2/droplets/actions?tag_name=blue", """{"type":"snapshot","name":"s"}""")).Status.Should().Be(201);
        account.Clock.Advance(2);
        (await account.Get("/v2/snapshots")).All("snapshots", "name").Should().Equal("s", "s");

        account.Sandbox.SetLocked(ids[1], true);
        (await account.Post("/v2/droplets/actions?tag_name=blue", """{"type":"power_on"}""")).Status.Should().Be(422);
        await Expect(account, ids[0], "off", locked: false);
        account.Sandbox.SetLocked(ids[1], false);
        (await account.Post("/v2/droplets/actions", """{"type":"power_on"}""")).Status.Should().Be(422);
        (await account.Post("/v2/droplets/actions?tag_name=blue", """{"type":"rename","name":"x"}""")).Status.Should().Be(422);
        (await account.Post("/v2/droplets/actions?tag_name=blue", "{}")).Status.Should().Be(422);
        (await account.Post("/v2/droplets/actions?tag_name=green", """{"type":"power_on"}""")).Status.Should().Be(404);
        account.Sandbox.Conditions = account.Sandbox.Conditions with { CanReadTags = false };
        (await account.Post("/v2/droplets/actions?tag_name=blue", """{"type":"power_on"}""")).Status.Should().Be(403);
    }

    [Fact] // 23.5
    public async Task A_volume_can_be_created_from_a_snapshot_of_a_volume()
    {
        await using Account account = new Account();
        string volume = await VolumeSteps.Create(account);
        string path = $"/v2/volumes/{volume}/snapshots";
        Reply created = await account.Post(path, """{"name":"blue","tags":["t"]}""");
        created.Status.Should().Be(201, created.Text);
        JsonElement snapshot = created["snapshot"];
        string id = snapshot.GetProperty("id").GetString()!;
        (snapshot.GetProperty("resource_type").GetString(), snapshot.GetProperty("resource_id").GetString(),
            snapshot.GetProperty("tags").GetRawText()).Should().Be(("volume", volume, """["t"]"""));
        Reply again = await account.Post(path, """{"name":"blue"}""");
        (again.Status, again.ErrorId).Should().Be((409, "conflict"));
        (await account.Post(path, "{}")).Status.Should().Be(422);
        (await account.Post(path, """{"name":"x","tags":["a b"]}""")).Status.Should().Be(422);
        (await account.Get(path)).All("snapshots", "id").Should().Equal(id);
        (await account.Get("/v2/snapshots?resource_type=volume")).All("snapshots", "id").Should().Equal(id);
        (await account.Get("/v2/images?private=true")).Total.Should().Be(0);
        (await account.Get($"/v2/images/{id}")).Status.Should().Be(404);
        (await account.Get("/v2/tags/t"))["tag"].GetProperty("resources").GetProperty("volume_snapshots").GetProperty("last_tagged_uri")
            .GetString().Should().EndWith($"/v2/snapshots/{id}");

        string body = $$"""{"name":"copy","region":"nyc3","snapshot_id":"{{id}}"}""";
        (await account.Post("/v2/volumes", body))["volume"].GetProperty("size_gigabytes").GetInt32().Should().Be(10);
        (await account.Post("/v2/volumes", VolumeSteps.Body("more", $""" "snapshot_id":"{id}" """).Replace("10", "20")))["volume"]
            .GetProperty("size_gigabytes").GetInt32().Should().Be(20);
        string less = VolumeSteps.Body("less", $""" "snapshot_id":"{id}" """).Replace(":10", ":9");
        (await account.Post("/v2/volumes", less)).Status.Should().Be(422);
        (await account.Post("/v2/volumes", body.Replace("nyc3", "fra1"))).Status.Should().Be(422);
        (await account.Post("/v2/volumes", body.Replace(id, "x"))).Status.Should().Be(404);
        (await account.Delete($"/v2/snapshots/{id}")).Status.Should().Be(204);
        (await account.Get(path)).Total.Should().Be(0);
    }

    [Fact] // 23.1, 12.1
    public async Task Lags_and_the_state_file_apply()
    {
        using TempFolder folder = new TempFolder();
        SandboxOptions options = new SandboxOptions
        {
            StateFile = folder.File("state.db"),
            ListLag = TimeSpan.FromSeconds(5),
            ReadLag = TimeSpan.FromSeconds(3),
        };
        VirtualClock clock = new VirtualClock();
        await using (Account first = new Account(options, clock))
        {
            await Act(first, first.Sandbox.CreateDroplet("web").Id, """{"type":"snapshot","name":"a"}""");
            await Act(first, first.Sandbox.CreateDroplet("db").Id, """{"type":"snapshot","name":"b"}""");
        }

        await using Account second = new Account(options with { CanReadTags = false }, clock);
        clock.Advance(6.9);
        (await second.Get("/v2/snapshots")).Total.Should().Be(0);
        (await second.Get("/v2/snapshots/210000001")).Status.Should().Be(200);
        clock.Advance(0.1);
        Reply page = await second.Get("/v2/snapshots?per_page=1&page=2");
        (page.Total, page.All("snapshots", "name").Single()).Should().Be((2, "b"));
        page["snapshots"][0].TryGetProperty("tags", out _).Should().BeFalse();
    }
}
