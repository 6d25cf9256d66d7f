using System.Text.Json;
using Stagecraft.DigitalOcean.Sandbox.Tests.Support;

namespace Stagecraft.DigitalOcean.Sandbox.Tests;

/// <summary>Section 10.</summary>
public sealed class TagTests
{
    [Fact] // 10.1
    public async Task The_first_spelling_is_canonical()
    {
        await using Account account = new Account();
        await account.Create("a", """ "tags":["Env:Prod"] """);
        long id = await account.Create("b", """ "tags":["env:prod","ENV:PROD"] """);
        (await account.Get($"/v2/droplets/{id}"))["droplet"].GetProperty("tags").GetRawText().Should().Be("""["Env:Prod"]""");
        (await account.Get("/v2/droplets?tag_name=Env:Prod")).Total.Should().Be(2);
        (await account.Get("/v2/droplets?tag_name=env:prod")).Total.Should().Be(0);
    }

    [Fact] // 10.2
    public async Task Tags_have_the_number_of_their_droplets()
    {
        await using Account account = new Account();
        long id = account.Sandbox.CreateDroplet("a", ["blue", "green"]).Id;
        account.Sandbox.DeleteDroplet(account.Sandbox.CreateDroplet("b", ["blue"]).Id);
        account.Clock.Advance(3);
        (await account.Get("/v2/tags")).All("tags", "name").Should().Equal("blue", "green");
        JsonElement resources = (await account.Get("/v2/tags/blue"))["tag"].GetProperty("resources");
        resources.GetProperty("count").GetInt32().Should().Be(1);
        resources.GetProperty("droplets").GetProperty("count").GetInt32().Should().Be(1);
        resources.GetProperty("droplets").GetProperty("last_tagged_uri").GetString().Should().EndWith($"/v2/droplets/{id}");
        (await account.Get("/v2/tags/Blue")).Status.Should().Be(404);
    }

    [Fact] // 10.2
    public async Task Deleting_a_tag_removes_it_from_all_droplets_and_resets_its_spelling()
    {
        await using Account account = new Account();
        account.Sandbox.CreateDroplet("a", ["Blue", "green"]);
        long late = await account.Create("b", """ "tags":["blue"] """);
        (await account.Delete("/v2/tags/blue")).Status.Should().Be(404, "this is not its canonical spelling");
        (await account.Delete("/v2/tags/Blue")).Status.Should().Be(204);
        (await account.Delete("/v2/tags/Blue")).Status.Should().Be(404);
        (await account.Get("/v2/tags")).All("tags", "name").Should().Equal("green");
        account.Sandbox.Droplets.SelectMany(droplet => droplet.Tags).Should().Equal("green");
        account.Sandbox.SetTags(late, ["BLUE"]);
        (await account.Get("/v2/tags/BLUE"))["tag"].GetProperty("resources").GetProperty("count").GetInt32().Should().Be(1);
    }

    [Fact] // 10.2
    public async Task A_tag_can_be_created_before_it_is_used()
    {
        await using Account account = new Account();
        (await account.Post("/v2/tags", """{"name":"Blue"}""")).Status.Should().Be(201);
        (await account.Post("/v2/tags", """{"name":"blue"}"""))["tag"].GetProperty("name").GetString().Should().Be("Blue");
        (await account.Post("/v2/tags", """{}""")).Status.Should().Be(422);
        Reply bad = await account.Post("/v2/tags", """{"name":"a b"}""");
        bad.Status.Should().Be(400);
        bad.Json.EnumerateObject().Select(member => member.Name).Should().Equal("error", "messages", "root_causes");
    }

    [Fact] // 10.3
    public async Task Droplets_can_be_tagged_and_untagged()
    {
        await using Account account = new Account();
        long id = account.Sandbox.CreateDroplet("a").Id;
        await account.Post("/v2/tags", """{"name":"blue"}""");
        string body = $$"""{"resources":[{"resource_id":"{{id}}","resource_type":"droplet"}]}""";
        (await account.Post("/v2/tags/blue/resources", body)).Status.Should().Be(204);
        account.Sandbox.Droplets.Single().Tags.Should().Equal("blue");
        (await account.Delete("/v2/tags/blue/resources", body)).Status.Should().Be(204);
        account.Sandbox.Droplets.Single().Tags.Should().BeEmpty();
    }

    [Theory] // 10.3
    [InlineData("red", """{"resources":[{"resource_id":"500000001","resource_type":"droplet"}]}""", 404)]
    [InlineData("blue", """{"resources":[{"resource_id":"1","resource_type":"droplet"}]}""", 404)]
    [InlineData("blue", """{"resources":[{"resource_id":"500000001","resource_type":"database"}]}""", 422)]
    [InlineData("blue", """{"resources":[{"resource_id":500000001,"resource_type":"droplet"}]}""", 422)]
    [InlineData("blue", """{"resources":[{"resource_id":"500000001","resource_type":"volume"}]}""", 404)]
    [InlineData("blue", """{"resources":[{"resource_id":"500000001"}]}""", 422)]
    [InlineData("blue", """{"resources":[7]}""", 422)]
    [InlineData("blue", """{"resources":[]}""", 422)]
    [InlineData("blue", """{}""", 422)]
    [InlineData("blue", """7""", 400)]
    public async Task Tagging_an_unknown_resource_is_rejected(string tag, string body, int status)
    {
        await using Account account = new Account();
        account.Sandbox.CreateDroplet("a", ["blue"]);
        (await account.Post($"/v2/tags/{tag}/resources", body)).Status.Should().Be(status);
        (await account.Delete($"/v2/tags/{tag}/resources", body)).Status.Should().Be(status);
    }
}
