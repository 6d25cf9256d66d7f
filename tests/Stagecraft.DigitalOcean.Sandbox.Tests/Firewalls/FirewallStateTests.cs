using System.Text.Json;
using Stagecraft.DigitalOcean.Sandbox.Tests.Support;
using Stagecraft.Sandbox;
using Stagecraft.Sandbox.Storage;
using static Stagecraft.DigitalOcean.Sandbox.Tests.Support.FirewallSteps;

namespace Stagecraft.DigitalOcean.Sandbox.Tests.Firewalls;

/// <summary>Sections 17.1 and 17.7 to 17.9: lags, pending changes and permissions.</summary>
public sealed class FirewallStateTests
{
    [Fact] // 17.1, 1.2
    public async Task A_new_firewall_appears_with_lag()
    {
        await using Account account = new Account(
            new SandboxOptions { ListLag = TimeSpan.FromSeconds(5), ReadLag = TimeSpan.FromSeconds(3), Boot = TimeSpan.Zero });
        long droplet = await account.Create();
        account.Clock.Advance(5);
        string id = await Create(account, "web", $""" "droplet_ids":[{droplet}] """);
        (await account.Get("/v2/firewalls")).Total.Should().Be(0);
        (await account.Get($"/v2/droplets/{droplet}/firewalls")).Total.Should().Be(0);
        (await account.Get($"/v2/firewalls/{id}")).Status.Should().Be(404);
        (await account.Put($"/v2/firewalls/{id}", Body("db"))).Status.Should().Be(404);
        (await account.Delete($"/v2/firewalls/{id}")).Status.Should().Be(404);
        (await account.Post($"/v2/firewalls/{id}/droplets", "{}")).Status.Should().Be(404);
        account.Clock.Advance(3);
        (await account.Get($"/v2/firewalls/{id}")).Status.Should().Be(200);
        (await account.Get("/v2/firewalls")).Total.Should().Be(0);
        account.Clock.Advance(2);
        (await account.Get("/v2/firewalls")).Total.Should().Be(1);
        (await account.Get($"/v2/droplets/{droplet}/firewalls")).Total.Should().Be(1);
    }

    [Fact] // 17.7
    public async Task A_droplet_has_the_firewalls_that_apply_to_it_by_id_or_tag()
    {
        await using Account account = new Account();
        (long blue, long green) = (account.Sandbox.CreateDroplet("a", ["blue"]).Id, account.Sandbox.CreateDroplet("b", ["green"]).Id);
        string byTag = await Create(account, "by-tag", """ "tags":["blue"] """);
        string byId = await Create(account, "by-id", $""" "droplet_ids":[{blue},{green}] """);
        await Create(account, "none");
        (await account.Get($"/v2/droplets/{blue}/firewalls")).All("firewalls", "id").Should().Equal(byTag, byId);
        (await account.Get($"/v2/droplets/{green}/firewalls")).All("firewalls", "id").Should().Equal(byId);
        Reply page = await account.Get($"/v2/droplets/{blue}/firewalls?per_page=1&page=2");
        (page.Total, page.All("firewalls", "id").Single()).Should().Be((2, byId));
        (await account.Get("/v2/droplets/1/firewalls")).Status.Should().Be(404);

        await account.Delete($"/v2/droplets/{green}");
        await account.Delete("/v2/tags/blue");
        account.Clock.Advance(3);
        (await Get(account, byId)).GetProperty("droplet_ids").GetRawText().Should().Be($"[{blue}]");
        (await Get(account, byTag)).GetProperty("tags").GetRawText().Should().Be("[]");
        (await account.Get($"/v2/droplets/{blue}/firewalls")).All("firewalls", "id").Should().Equal(byId);
        account.Sandbox.CreateDroplet("c");
        (await account.Get("/v2/firewalls")).Total.Should().Be(3);
    }

    [Fact] // 17.8
    public async Task A_change_is_pending_for_the_action_time()
    {
        await using Account account = new Account();
        (long a, long b) = (account.Sandbox.CreateDroplet("a").Id, account.Sandbox.CreateDroplet("b").Id);
        string id = await Create(account, "web", $""" "droplet_ids":[{a}] """);
        (await Status(account, id)).Should().Be("waiting");
        (await Pending(account, id)).Should().Equal($"+{a}");
        account.Clock.Advance(1.9);
        (await Status(account, id)).Should().Be("waiting");
        account.Clock.Advance(0.1);
        (await Status(account, id)).Should().Be("succeeded");
        (await Pending(account, id)).Should().BeEmpty();

        await account.Put($"/v2/firewalls/{id}", Body("web", $""" "droplet_ids":[{b}] """));
        (await Pending(account, id)).Should().Equal($"-{a}", $"+{b}");
        (await account.Get("/v2/firewalls"))["firewalls"][0].GetProperty("pending_changes")[0].GetRawText()
            .Should().Be($$"""{"droplet_id":{{a}},"removing":true,"status":"waiting"}""");
        account.Clock.Advance(2);

        await account.Put($"/v2/firewalls/{id}", Body("web2", $""" "droplet_ids":[{b}] """));
        (await Status(account, id)).Should().Be("waiting");
        (await Pending(account, id)).Should().BeEmpty("the rules are the same");
        account.Clock.Advance(2);
        await account.Post($"/v2/firewalls/{id}/rules", """{"inbound_rules":[{"protocol":"icmp","sources":{"addresses":["::/0"]}}]}""");
        (await Pending(account, id)).Should().Equal($"+{b}");
        await account.Post($"/v2/firewalls/{id}/droplets", $$"""{"droplet_ids":[{{a}}]}""");
        (await Pending(account, id)).Should().Equal($"+{a}", $"+{b}");
        await account.Delete($"/v2/firewalls/{id}/droplets", $$"""{"droplet_ids":[{{a}}]}""");
        (await Pending(account, id)).Should().Equal($"-{a}", $"+{b}");
    }

    [Fact] // 17.8
    public async Task A_droplet_with_a_new_tag_is_pending()
    {
        await using Account account = new Account(new SandboxOptions { TagLag = TimeSpan.FromSeconds(3) });
        await account.Post("/v2/tags", """{"name":"blue"}""");
        string id = await Create(account, "web", """ "tags":["blue"] """);
        account.Clock.Advance(2);
        long droplet = await account.Create("a", """ "tags":["blue"] """);
        (await Pending(account, id)).Should().BeEmpty("the tag is not visible");
        (await account.Get($"/v2/droplets/{droplet}/firewalls")).Total.Should().Be(0);
        account.Clock.Advance(3);
        (await Pending(account, id)).Should().Equal($"+{droplet}");
        (await Status(account, id)).Should().Be("waiting");
        account.Clock.Advance(2);
        (await Status(account, id)).Should().Be("succeeded");
        await account.Delete($"/v2/firewalls/{id}/tags", """{"tags":["blue"]}""");
        (await Pending(account, id)).Should().Equal($"-{droplet}");
    }

    [Fact] // 17.9
    public async Task Without_tag_read_the_tags_of_a_firewall_can_neither_be_read_nor_set()
    {
        await using Account account = new Account();
        account.Sandbox.CreateDroplet("a", ["blue"]);
        const string rule = """{"protocol":"tcp","ports":"22","sources":{"addresses":["::/0"],"tags":["blue"]}}""";
        string tagged = await Create(account, "tagged", """ "tags":["blue"] """);
        string plain = await Create(account, "plain");
        await account.Post("/v2/firewalls", Body("rule", rule: rule));
        account.Sandbox.Conditions = account.Sandbox.Conditions with { CanReadTags = false };

        JsonElement[] shown = [.. (await account.Get("/v2/firewalls"))["firewalls"].EnumerateArray()];
        shown.Should().OnlyContain(firewall => !firewall.GetRawText().Contains("tags"));
        shown[2].GetProperty("inbound_rules")[0].GetProperty("sources").GetRawText().Should().Be("""{"addresses":["::/0"]}""");
        (await account.Post("/v2/firewalls", Body("new", """ "tags":["blue"] """))).Status.Should().Be(403);
        (await account.Post("/v2/firewalls", Body("new", rule: rule))).Status.Should().Be(403);
        (await account.Post($"/v2/firewalls/{plain}/tags", """{"tags":["blue"]}""")).Status.Should().Be(403);
        (await account.Put($"/v2/firewalls/{tagged}", Body("tagged"))).Status.Should().Be(403);
        (await account.Put($"/v2/firewalls/{plain}", Body("plain"))).Status.Should().Be(200);
        (await account.Delete($"/v2/firewalls/{tagged}")).Status.Should().Be(204);
    }

    [Theory] // 15.3
    [InlineData(SandboxFaultKind.LostAnswerAfter, "POST /v2/firewalls")]
    [InlineData(SandboxFaultKind.ServerErrorAfter, "POST /v2/firewalls")]
    public async Task A_create_whose_response_is_lost_is_executed(SandboxFaultKind kind, string on)
    {
        await using Account account = new Account(new SandboxOptions { Faults = [new SandboxFault { Kind = kind, On = on }] });
        Func<Task<Reply>> create = () => account.Post("/v2/firewalls", Body("web"));
        if (kind == SandboxFaultKind.LostAnswerAfter)
        {
            await create.Should().ThrowAsync<HttpRequestException>();
        }
        else
        {
            (await create()).Status.Should().Be(500);
        }

        (await create()).Status.Should().Be(409);
        (await account.Get("/v2/firewalls")).Total.Should().Be(1);
    }

    [Theory] // 15.3
    [InlineData(SandboxFaultKind.UnknownStatus, "hibernating")]
    [InlineData(SandboxFaultKind.PageLoop, "\"next\":\"https://api.digitalocean.com/v2/firewalls?page=1")]
    public async Task Faults_of_responses_hit_firewalls(SandboxFaultKind kind, string text)
    {
        await using Account account = new Account();
        await Create(account, "a1");
        await Create(account, "a2");
        account.Sandbox.Faults.Add(new SandboxFault { Kind = kind, On = "GET /v2/firewalls" });
        (await account.Get("/v2/firewalls?per_page=1")).Text.Should().Contain(text);
    }

    [Fact] // 12.1
    public async Task Firewalls_are_stored_in_the_state_file()
    {
        using TempFolder folder = new TempFolder();
        SandboxOptions options = new SandboxOptions { StateFile = folder.File("state.db") };
        string id, before;
        await using (Account first = new Account(options))
        {
            long droplet = first.Sandbox.CreateDroplet("a", ["blue"]).Id;
            id = await Create(first, "web", $""" "tags":["blue"],"droplet_ids":[{droplet}] """);
            before = (await first.Get("/v2/firewalls")).Text;
        }

        await using Account second = new Account(options);
        (await second.Get("/v2/firewalls")).Text.Should().Be(before);
        (await second.Delete($"/v2/firewalls/{id}")).Status.Should().Be(204);
    }
}
