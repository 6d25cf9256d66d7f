using System.Text.Json;
using Stagecraft.DigitalOcean.Sandbox.Tests.Support;
using Stagecraft.Sandbox;
using static Stagecraft.DigitalOcean.Sandbox.Tests.Support.VolumeSteps;

namespace Stagecraft.DigitalOcean.Sandbox.Tests.Volumes;

/// <summary>Sections 18.1 to 18.3 and 18.8.</summary>
public sealed class VolumeTests
{
    [Fact] // 18.1
    public async Task A_volume_can_be_created_read_and_deleted()
    {
        await using Account account = new Account();
        string id = await Create(account, more: """
            "description":"d","filesystem_type":"ext4","filesystem_label":"label","tags":["blue"]
            """);
        JsonElement volume = await Get(account, id);
        volume.EnumerateObject().Select(member => member.Name).Should().Equal(
            "id", "region", "droplet_ids", "name", "description", "size_gigabytes", "created_at", "filesystem_type", "filesystem_label",
            "tags");
        volume.GetProperty("region").GetProperty("slug").GetString().Should().Be("nyc3");
        volume.GetProperty("droplet_ids").GetRawText().Should().Be("[]");
        volume.GetProperty("size_gigabytes").GetInt32().Should().Be(10);
        volume.GetProperty("tags").GetRawText().Should().Be("""["blue"]""");
        (await account.Delete($"/v2/volumes/{id}")).Status.Should().Be(204);
        (await account.Delete($"/v2/volumes/{id}")).Status.Should().Be(404);
        (await Create(account)).Should().NotBe(id);
    }

    [Fact] // 18.1
    public async Task Volumes_are_listed_by_region_and_name()
    {
        await using Account account = new Account();
        string here = await Create(account);
        string there = (await account.Post("/v2/volumes", Body().Replace("nyc3", "fra1")))["volume"].GetProperty("id").GetString()!;
        string other = await Create(account, "logs");
        (await account.Get("/v2/volumes")).All("volumes", "id").Should().Equal(here, there, other);
        (await account.Get("/v2/volumes?region=nyc3")).All("volumes", "id").Should().Equal(here, other);
        (await account.Get("/v2/volumes?name=data")).All("volumes", "id").Should().Equal(here, there);
        (await account.Get("/v2/volumes?name=data&region=fra1")).All("volumes", "id").Should().Equal(there);
        (await account.Get("/v2/volumes?name=dat")).Total.Should().Be(0);
        Reply page = await account.Get("/v2/volumes?per_page=1&page=2");
        (page.Total, page.All("volumes", "id").Single()).Should().Be((3, there));
        (await account.Get("/v2/volumes?page=0")).Status.Should().Be(422);

        (await account.Delete("/v2/volumes?name=data&region=fra1")).Status.Should().Be(204);
        (await account.Delete("/v2/volumes?name=data&region=fra1")).Status.Should().Be(404);
        (await account.Delete("/v2/volumes?name=data")).Status.Should().Be(422);
        (await account.Delete("/v2/volumes?region=fra1")).Status.Should().Be(422);
        (await account.Get("/v2/volumes")).Total.Should().Be(2);
    }

    [Fact] // 18.1
    public async Task A_new_volume_appears_with_lag()
    {
        await using Account account = new Account(
            new SandboxOptions { ListLag = TimeSpan.FromSeconds(5), ReadLag = TimeSpan.FromSeconds(3) });
        string id = await Create(account);
        (await account.Get("/v2/volumes?name=data")).Total.Should().Be(0);
        (await account.Get($"/v2/volumes/{id}")).Status.Should().Be(404);
        (await account.Delete("/v2/volumes?name=data&region=nyc3")).Status.Should().Be(404);
        (await Act(account, id, """{"type":"resize","size_gigabytes":20}""")).Status.Should().Be(404);
        (await account.Post("/v2/volumes", Body())).Status.Should().Be(409);
        account.Clock.Advance(3);
        (await account.Get($"/v2/volumes/{id}")).Status.Should().Be(200);
        (await account.Get("/v2/volumes")).Total.Should().Be(0);
        account.Clock.Advance(2);
        (await account.Get("/v2/volumes")).Total.Should().Be(1);
    }

    [Theory] // 18.2
    [InlineData("""{"region":"nyc3","size_gigabytes":10}""")]
    [InlineData("""{"name":"1data","region":"nyc3","size_gigabytes":10}""")]
    [InlineData("""{"name":"Data","region":"nyc3","size_gigabytes":10}""")]
    [InlineData("""{"name":"da_ta","region":"nyc3","size_gigabytes":10}""")]
    [InlineData("""{"name":"","region":"nyc3","size_gigabytes":10}""")]
    [InlineData("""{"name":"data","size_gigabytes":10}""")]
    [InlineData("""{"name":"data","region":"xyz1","size_gigabytes":10}""")]
    [InlineData("""{"name":"data","region":"sfo1","size_gigabytes":10}""")]
    [InlineData("""{"name":"data","region":"nyc3"}""")]
    [InlineData("""{"name":"data","region":"nyc3","size_gigabytes":0}""")]
    [InlineData("""{"name":"data","region":"nyc3","size_gigabytes":16385}""")]
    [InlineData("""{"name":"data","region":"nyc3","size_gigabytes":"10"}""")]
    [InlineData("""{"name":"data","region":"nyc3","size_gigabytes":10,"filesystem_type":"zfs"}""")]
    [InlineData("""{"name":"data","region":"nyc3","size_gigabytes":10,"filesystem_label":"a"}""")]
    [InlineData("""{"name":"data","region":"nyc3","size_gigabytes":10,"filesystem_type":"ext4","filesystem_label":"12345678901234567"}""")]
    [InlineData("""{"name":"data","region":"nyc3","size_gigabytes":10,"filesystem_type":"xfs","filesystem_label":"1234567890123"}""")]
    [InlineData("""{"name":"data","region":"nyc3","size_gigabytes":10,"tags":["a b"]}""")]
    public async Task An_invalid_volume_is_rejected(string body)
    {
        await using Account account = new Account();
        (await account.Post("/v2/volumes", body)).Status.Should().Be(422);
        (await account.Post("/v2/volumes", Body(new string('a', 65)))).Status.Should().Be(422);
        (await account.Get("/v2/volumes")).Total.Should().Be(0);
        (await Create(account, new string('a', 64))).Should().NotBeEmpty();
    }

    [Fact] // 18.3
    public async Task A_name_is_unique_in_its_region_and_the_account_has_a_limit()
    {
        await using Account account = new Account(new SandboxOptions { VolumeLimit = 2 });
        await Create(account);
        Reply again = await account.Post("/v2/volumes", Body());
        (again.Status, again.ErrorId, again["message"].GetString()).Should().Be((409, "conflict", "already exists"));
        (await account.Post("/v2/volumes", Body().Replace("nyc3", "fra1"))).Status.Should().Be(201);
        Reply more = await account.Post("/v2/volumes", Body("more"));
        (more.Status, more.ErrorId).Should().Be((403, "forbidden"));
    }

    [Fact] // 10.2, 10.3, 18.8
    public async Task Volumes_have_tags()
    {
        await using Account account = new Account();
        string id = await Create(account, more: """ "tags":["Blue"] """);
        string other = await Create(account, "logs");
        string body = $$"""{"resources":[{"resource_id":"{{other}}","resource_type":"volume"}]}""";
        (await account.Post("/v2/tags/Blue/resources", body)).Status.Should().Be(204);
        (await Get(account, other)).GetProperty("tags").GetRawText().Should().Be("""["Blue"]""");
        JsonElement uses = (await account.Get("/v2/tags/Blue"))["tag"].GetProperty("resources");
        uses.GetProperty("count").GetInt32().Should().Be(2);
        uses.GetProperty("droplets").GetRawText().Should().Be("""{"count":0}""");
        uses.GetProperty("volumes").GetProperty("count").GetInt32().Should().Be(2);
        uses.GetProperty("volumes").GetProperty("last_tagged_uri").GetString().Should().EndWith($"/v2/volumes/{other}");
        uses.GetProperty("last_tagged_uri").GetString().Should().EndWith(other);

        (await account.Delete("/v2/tags/Blue/resources", body)).Status.Should().Be(204);
        (await Get(account, other)).GetProperty("tags").GetRawText().Should().Be("[]");
        account.Sandbox.Conditions = account.Sandbox.Conditions with { CanReadTags = false };
        (await Get(account, id)).TryGetProperty("tags", out _).Should().BeFalse();
        account.Sandbox.Conditions = account.Sandbox.Conditions with { CanReadTags = true };
        (await account.Delete("/v2/tags/Blue")).Status.Should().Be(204);
        (await Get(account, id)).GetProperty("tags").GetRawText().Should().Be("[]");
    }

    [Fact] // 15.3
    public async Task A_create_whose_response_is_lost_is_executed()
    {
        await using Account account = new Account();
        account.Sandbox.Faults.Add(new SandboxFault { Kind = SandboxFaultKind.GatewayHtmlAfter, On = "POST /v2/volumes" });
        account.Sandbox.Faults.Add(new SandboxFault { Kind = SandboxFaultKind.PageLoop, On = "GET /v2/volumes" });
        (await account.Post("/v2/volumes", Body())).Status.Should().Be(502);
        (await account.Post("/v2/volumes", Body())).Status.Should().Be(409);
        await Create(account, "logs");
        (await account.Get("/v2/volumes?per_page=1")).Text.Should().Contain("\"next\":\"https://api.digitalocean.com/v2/volumes?page=1");
    }
}
