using System.Text.Json;
using Stagecraft.DigitalOcean.Sandbox.Tests.Support;

namespace Stagecraft.DigitalOcean.Sandbox.Tests.Projects;

/// <summary>Section 22.</summary>
public sealed class ProjectTests
{
    private const string Shop = """{"name":"Shop","purpose":"Web Application","environment":"Production","description":"d"}""";

    [Fact] // 22.1, 22.2
    public async Task The_account_has_a_default_project()
    {
        await using Account account = new Account();
        JsonElement project = (await account.Get("/v2/projects/default"))["project"];
        project.GetProperty("is_default").GetBoolean().Should().BeTrue();
        (await account.Get($"/v2/projects/{Id(project)}"))["project"].GetRawText().Should().Be(project.GetRawText());
        (await account.Get("/v2/projects")).All("projects", "id").Should().Equal(Id(project));
        (await account.Delete("/v2/projects/default")).Status.Should().Be(412);
        (await account.Patch("/v2/projects/default", """{"name":"Main"}"""))["project"].GetProperty("name").GetString().Should().Be("Main");
        (await account.Patch("/v2/projects/default", """{"is_default":false}""")).Status.Should().Be(422);
    }

    [Fact] // 22.1, 22.2
    public async Task A_project_can_be_created_changed_and_deleted()
    {
        await using Account account = new Account();
        Reply created = await account.Post("/v2/projects", Shop);
        created.Status.Should().Be(201, created.Text);
        string path = $"/v2/projects/{Id(created["project"])}";
        (await account.Post("/v2/projects", Shop)).Status.Should().Be(409);
        account.Clock.Advance(1);
        JsonElement patched = (await account.Patch(path, """{"purpose":"my own"}"""))["project"];
        patched.GetProperty("purpose").GetString().Should().Be("Other: my own");
        patched.GetProperty("environment").GetString().Should().Be("Production");
        patched.GetProperty("updated_at").GetString().Should().Be("2026-03-14T15:09:27Z");
        JsonElement put = (await account.Put(path, """{"name":"Shop 2","purpose":"IoT"}"""))["project"];
        put.GetProperty("name").GetString().Should().Be("Shop 2");
        put.GetProperty("description").GetString().Should().Be("");
        put.GetProperty("environment").GetString().Should().Be("");
        (await account.Put(path, """{"name":"Shop 2"}""")).Status.Should().Be(422);
        (await account.Patch(path, """{"name":"Sandbox"}""")).Status.Should().Be(409);
        (await account.Delete(path)).Status.Should().Be(204);
        (await account.Delete(path)).Status.Should().Be(404);
    }

    [Fact] // 22.1
    public async Task Projects_of_the_options_exist_once()
    {
        await using Account account = new Account(new SandboxOptions { Projects = ["Shop", "Blog", "Shop", "Sandbox"] });
        (await account.Get("/v2/projects")).All("projects", "name").Should().BeEquivalentTo("Sandbox", "Shop", "Blog");
    }

    [Theory] // 22.2
    [InlineData("""{"purpose":"IoT"}""")]
    [InlineData("""{"name":"","purpose":"IoT"}""")]
    [InlineData("""{"name":"a"}""")]
    [InlineData("""{"name":7,"purpose":"IoT"}""")]
    [InlineData("""{"name":"a","purpose":"IoT","environment":"Test"}""")]
    public async Task An_invalid_project_is_rejected(string body)
    {
        await using Account account = new Account();
        (await account.Post("/v2/projects", body)).Status.Should().Be(422);
        (await account.Post("/v2/projects", $$"""{"name":"{{new string('a', 176)}}","purpose":"IoT"}""")).Status.Should().Be(422);
        (await account.Get("/v2/projects")).Total.Should().Be(1);
    }

    [Fact] // 22.3, 22.4
    public async Task Resources_are_in_the_default_project_until_they_are_assigned()
    {
        await using Account account = new Account(new SandboxOptions { Boot = TimeSpan.Zero });
        string shop = Id((await account.Post("/v2/projects", Shop))["project"]);
        long droplet = account.Sandbox.CreateDroplet("web").Id;
        string volume = await VolumeSteps.Create(account);
        string ip = (await account.Post("/v2/reserved_ips", """{"region":"nyc3"}"""))["reserved_ip"].GetProperty("ip").GetString()!;
        string balancer = await LoadBalancerSteps.Create(account);
        string[] urns = [$"do:droplet:{droplet}", $"do:floatingip:{ip}", $"do:loadbalancer:{balancer}", $"do:volume:{volume}"];
        (await Urns("default")).Should().BeEquivalentTo(urns);
        (await Urns(shop)).Should().BeEmpty();

        Reply assigned = await Assign(shop, urns[0], $"do:reservedip:{ip}", urns[2], "do:droplet:1");
        assigned.All("resources", "status").Should().Equal("assigned", "assigned", "assigned", "not_found");
        assigned["resources"][0].GetProperty("links").GetProperty("self").GetString().Should().EndWith($"/v2/droplets/{droplet}");
        (await Assign(shop, urns[0])).All("resources", "status").Should().Equal("already_assigned");
        (await Urns(shop)).Should().BeEquivalentTo(urns[..3]);
        (await Urns("default")).Should().Equal(urns[3]);
        (await account.Get($"/v2/projects/{shop}/resources")).All("resources", "status").Should().OnlyContain(status => status == "ok");
        Reply page = await account.Get($"/v2/projects/{shop}/resources?per_page=1&page=3");
        (page.Total, page["resources"].GetArrayLength()).Should().Be((3, 1));
        (await account.Get($"/v2/reserved_ips/{ip}"))["reserved_ip"].GetProperty("project_id").GetString().Should().Be(shop);
        (await LoadBalancerSteps.Get(account, balancer)).GetProperty("project_id").GetString().Should().Be(shop);

        (await account.Delete($"/v2/projects/{shop}")).Status.Should().Be(412);
        (await Assign("default", urns)).All("resources", "status").Should().Equal("assigned", "assigned", "assigned", "already_assigned");
        (await account.Delete($"/v2/projects/{shop}")).Status.Should().Be(204);
        (await account.Post("/v2/projects/default/resources", "{}")).Status.Should().Be(422);
        (await account.Post($"/v2/projects/{shop}/resources", "{}")).Status.Should().Be(404);

        async Task<string[]> Urns(string project) => (await account.Get($"/v2/projects/{project}/resources")).All("resources", "urn");
        Task<Reply> Assign(string project, params string[] resources) => account.Post(
            $"/v2/projects/{project}/resources",
            $$"""{"resources":[{{string.Join(',', resources.Select(urn => $"\"{urn}\""))}}]}""");
    }

    [Fact] // 22.4.1
    public async Task An_assigned_reserved_ip_moves_with_its_droplet_only()
    {
        await using Account account = new Account(new SandboxOptions { Boot = TimeSpan.Zero });
        string shop = Id((await account.Post("/v2/projects", Shop))["project"]);
        long droplet = account.Sandbox.CreateDroplet("web", region: "nyc3").Id;
        Reply reserved = await account.Post("/v2/reserved_ips", $$"""{"droplet_id":{{droplet}}}""");
        string ip = reserved["reserved_ip"].GetProperty("ip").GetString()!;
        account.Clock.Advance(60);

        Reply refused = await account.Post($"/v2/projects/{shop}/resources", $$"""{"resources":["do:floatingip:{{ip}}"]}""");
        (refused.Status, (await account.Get($"/v2/projects/{shop}/resources")).Total).Should().Be((412, 0));
        await account.Post($"/v2/projects/{shop}/resources", $$"""{"resources":["do:droplet:{{droplet}}"]}""");
        (await account.Get($"/v2/projects/{shop}/resources")).All("resources", "urn").Should()
            .BeEquivalentTo($"do:droplet:{droplet}", $"do:floatingip:{ip}");
        (await account.Post($"/v2/projects/{shop}/resources", $$"""{"resources":["do:floatingip:{{ip}}"]}""")).Status.Should().Be(200);
    }

    [Fact] // 22.4
    public async Task A_resource_that_is_not_listed_yet_is_not_found()
    {
        await using Account account = new Account(new SandboxOptions { ListLag = TimeSpan.FromSeconds(5) });
        string shop = Id((await account.Post("/v2/projects", Shop))["project"]);
        long droplet = await account.Create();
        string body = $$"""{"resources":["do:droplet:{{droplet}}"]}""";
        (await account.Post($"/v2/projects/{shop}/resources", body)).All("resources", "status").Should().Equal("not_found");
        account.Clock.Advance(5);
        (await account.Post($"/v2/projects/{shop}/resources", body)).All("resources", "status").Should().Equal("assigned");
    }

    [Fact] // 22.3
    public async Task Another_project_can_become_the_default()
    {
        await using Account account = new Account();
        string former = Id((await account.Get("/v2/projects/default"))["project"]);
        string shop = Id((await account.Post("/v2/projects", Shop))["project"]);
        account.Sandbox.CreateDroplet("old");
        (await account.Patch($"/v2/projects/{shop}", """{"is_default":true}""")).Status.Should().Be(200);
        Id((await account.Get("/v2/projects/default"))["project"]).Should().Be(shop);
        long droplet = account.Sandbox.CreateDroplet("new").Id;
        (await account.Get("/v2/projects/default/resources")).All("resources", "urn").Should().Equal($"do:droplet:{droplet}");
        (await account.Get($"/v2/projects/{former}/resources")).Total.Should().Be(1);
    }

    [Fact] // 22.3, 20.4, 19.2
    public async Task Load_balancers_and_reserved_ips_can_be_created_in_a_project()
    {
        await using Account account = new Account();
        string shop = Id((await account.Post("/v2/projects", Shop))["project"]);
        string balancer = await LoadBalancerSteps.Create(account, more: $""" "project_id":"{shop}" """);
        Reply ip = await account.Post("/v2/reserved_ips", $$"""{"region":"nyc3","project_id":"{{shop}}"}""");
        (await LoadBalancerSteps.Get(account, balancer)).GetProperty("project_id").GetString().Should().Be(shop);
        ip["reserved_ip"].GetProperty("project_id").GetString().Should().Be(shop);
        (await account.Get($"/v2/projects/{shop}/resources")).Total.Should().Be(2);
        (await account.Post("/v2/reserved_ips", """{"region":"nyc3","project_id":"x"}""")).Status.Should().Be(422);
    }

    [Fact] // 22.1
    public async Task Lags_apply()
    {
        await using Account account = new Account(
            new SandboxOptions { ListLag = TimeSpan.FromSeconds(5), ReadLag = TimeSpan.FromSeconds(3) });
        string path = $"/v2/projects/{Id((await account.Post("/v2/projects", Shop))["project"])}";
        await account.Create();
        (await account.Get(path)).Status.Should().Be(404);
        (await account.Get("/v2/projects")).Total.Should().Be(1);
        (await account.Get("/v2/projects/default/resources")).Total.Should().Be(0);
        account.Clock.Advance(5);
        (await account.Get(path)).Status.Should().Be(200);
        (await account.Get("/v2/projects?per_page=1&page=2")).Total.Should().Be(2);
        (await account.Get("/v2/projects/default/resources")).Total.Should().Be(1);
    }

    private static string Id(JsonElement project) => project.GetProperty("id").GetString()!;
}
