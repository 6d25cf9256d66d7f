using System.Text.Json;
using Stagecraft.DigitalOcean.Sandbox.Tests.Support;
using static Stagecraft.DigitalOcean.Sandbox.Tests.Support.FirewallSteps;

namespace Stagecraft.DigitalOcean.Sandbox.Tests.Firewalls;

/// <summary>Sections 17.1 to 17.6.</summary>
public sealed class FirewallTests
{
    [Fact] // 17.1
    public async Task A_firewall_can_be_created_read_replaced_and_deleted()
    {
        await using Account account = new Account();
        long droplet = account.Sandbox.CreateDroplet("web-1", ["blue"]).Id;
        string id = await Create(account, "web", $""" "tags":["blue"],"droplet_ids":[{droplet}] """);
        JsonElement firewall = await Get(account, id);
        firewall.GetProperty("name").GetString().Should().Be("web");
        firewall.GetProperty("created_at").GetString().Should().Be("2026-03-14T15:09:26Z");
        firewall.GetProperty("inbound_rules").GetRawText().Should().Be($"[{Ssh}]");
        firewall.GetProperty("outbound_rules").GetRawText().Should().Be("[]");
        firewall.GetProperty("droplet_ids").GetRawText().Should().Be($"[{droplet}]");
        firewall.GetProperty("tags").GetRawText().Should().Be("""["blue"]""");
        (await account.Get("/v2/firewalls")).All("firewalls", "id").Should().Equal(id);

        (await account.Delete($"/v2/firewalls/{id}")).Status.Should().Be(204);
        (await account.Delete($"/v2/firewalls/{id}")).Status.Should().Be(404);
        (await account.Get("/v2/firewalls")).Total.Should().Be(0);
        (await Create(account, "web")).Should().NotBe(id);
    }

    [Fact] // 17.5
    public async Task Replacing_a_firewall_resets_absent_members()
    {
        await using Account account = new Account();
        long droplet = account.Sandbox.CreateDroplet("web-1", ["blue"]).Id;
        string id = await Create(account, "web", $""" "tags":["blue"],"droplet_ids":[{droplet}] """);
        const string outbound = """{"protocol":"udp","ports":"53","destinations":{"addresses":["::/0"]}}""";
        Reply reply = await account.Put($"/v2/firewalls/{id}", $$"""{"name":"db","outbound_rules":[{{outbound}}]}""");
        reply.Status.Should().Be(200, reply.Text);
        JsonElement firewall = await Get(account, id);
        firewall.GetProperty("name").GetString().Should().Be("db");
        firewall.GetProperty("inbound_rules").GetRawText().Should().Be("[]");
        firewall.GetProperty("outbound_rules").GetRawText().Should().Be($"[{outbound}]");
        firewall.GetProperty("droplet_ids").GetRawText().Should().Be("[]");
        firewall.GetProperty("tags").GetRawText().Should().Be("[]");
    }

    [Fact] // 17.3
    public async Task A_name_is_unique()
    {
        await using Account account = new Account(new SandboxOptions { ListLag = TimeSpan.FromMinutes(1) });
        await Create(account, "web");
        string other = await Create(account, "Web");
        Reply create = await account.Post("/v2/firewalls", Body("web"));
        (create.Status, create.ErrorId, create["message"].GetString()).Should().Be((409, "conflict", "duplicate name"));
        (await account.Put($"/v2/firewalls/{other}", Body("web"))).Status.Should().Be(409);
        (await account.Put($"/v2/firewalls/{other}", Body("Web"))).Status.Should().Be(200);
    }

    [Theory] // 17.2
    [InlineData("""{"inbound_rules":[RULE]}""")]
    [InlineData("""{"name":7,"inbound_rules":[RULE]}""")]
    [InlineData("""{"name":"a","inbound_rules":[RULE]}""")]
    [InlineData("""{"name":"-web","inbound_rules":[RULE]}""")]
    [InlineData("""{"name":"a b","inbound_rules":[RULE]}""")]
    [InlineData("""{"name":"a_b","inbound_rules":[RULE]}""")]
    [InlineData("""{"name":"web"}""")]
    [InlineData("""{"name":"web","inbound_rules":[]}""")]
    [InlineData("""{"name":"web","inbound_rules":[7]}""")]
    [InlineData("""{"name":"web","inbound_rules":{}}""")]
    [InlineData("""{"name":"web","inbound_rules":[RULE],"tags":["missing"]}""")]
    [InlineData("""{"name":"web","inbound_rules":[RULE],"tags":["a","b","c","d","e","f"]}""")]
    [InlineData("""{"name":"web","inbound_rules":[RULE],"tags":[7]}""")]
    [InlineData("""{"name":"web","inbound_rules":[RULE],"droplet_ids":[1]}""")]
    [InlineData("""{"name":"web","inbound_rules":[RULE],"droplet_ids":["1"]}""")]
    [InlineData("""{"name":"web","outbound_rules":[RULE]}""")]
    public async Task An_invalid_firewall_is_rejected(string body)
    {
        await using Account account = new Account();
        account.Sandbox.CreateDroplet("web-1", ["a", "b", "c", "d", "e", "f"]);
        (await account.Post("/v2/firewalls", body.Replace("RULE", Ssh))).Status.Should().Be(422);
        (await account.Get("/v2/firewalls")).Total.Should().Be(0);
    }

    [Theory] // 17.2
    [InlineData(""" "ports":"22","sources":{"addresses":["::/0"]} """)]
    [InlineData(""" "protocol":"gre","ports":"22","sources":{"addresses":["::/0"]} """)]
    [InlineData(""" "protocol":"tcp","sources":{"addresses":["::/0"]} """)]
    [InlineData(""" "protocol":"tcp","ports":"","sources":{"addresses":["::/0"]} """)]
    [InlineData(""" "protocol":"tcp","ports":22,"sources":{"addresses":["::/0"]} """)]
    [InlineData(""" "protocol":"tcp","ports":"65536","sources":{"addresses":["::/0"]} """)]
    [InlineData(""" "protocol":"tcp","ports":"9000-8000","sources":{"addresses":["::/0"]} """)]
    [InlineData(""" "protocol":"tcp","ports":"80-","sources":{"addresses":["::/0"]} """)]
    [InlineData(""" "protocol":"tcp","ports":"0-80","sources":{"addresses":["::/0"]} """)]
    [InlineData(""" "protocol":"tcp","ports":"80, 443","sources":{"addresses":["::/0"]} """)]
    [InlineData(""" "protocol":"tcp","ports":"22" """)]
    [InlineData(""" "protocol":"tcp","ports":"22","sources":{} """)]
    [InlineData(""" "protocol":"tcp","ports":"22","sources":{"addresses":[]} """)]
    [InlineData(""" "protocol":"tcp","ports":"22","destinations":{"addresses":["::/0"]} """)]
    [InlineData(""" "protocol":"tcp","ports":"22","sources":{"addresses":[""]} """)]
    [InlineData(""" "protocol":"tcp","ports":"22","sources":{"addresses":["10.1"]} """)]
    [InlineData(""" "protocol":"tcp","ports":"22","sources":{"addresses":["10.0.0.0/33"]} """)]
    [InlineData(""" "protocol":"tcp","ports":"22","sources":{"addresses":["10.0.0.0/-1"]} """)]
    [InlineData(""" "protocol":"tcp","ports":"22","sources":{"addresses":["10.0.0.0/8/8"]} """)]
    [InlineData(""" "protocol":"tcp","ports":"22","sources":{"addresses":["::/129"]} """)]
    [InlineData(""" "protocol":"tcp","ports":"22","sources":{"addresses":["[::1]"]} """)]
    [InlineData(""" "protocol":"tcp","ports":"22","sources":{"addresses":["fe80::1%eth0"]} """)]
    [InlineData(""" "protocol":"tcp","ports":"22","sources":{"addresses":["example.com"]} """)]
    [InlineData(""" "protocol":"tcp","ports":"22","sources":{"tags":["missing"]} """)]
    [InlineData(""" "protocol":"tcp","ports":"22","sources":{"droplet_ids":[1]} """)]
    [InlineData(""" "protocol":"tcp","ports":"22","sources":{"droplet_ids":["x"]} """)]
    [InlineData(""" "protocol":"tcp","ports":"22","sources":{"tags":["a","b","c","d","e","f"]} """)]
    [InlineData(""" "protocol":"tcp","ports":"22","action":"drop","sources":{"addresses":["::/0"]} """)]
    public async Task An_invalid_rule_is_rejected(string rule)
    {
        await using Account account = new Account();
        account.Sandbox.CreateDroplet("web-1", ["a", "b", "c", "d", "e", "f"]);
        (await account.Post("/v2/firewalls", Body("web", rule: $"{{{rule}}}"))).Status.Should().Be(422);
    }

    [Fact] // 17.2
    public async Task Limits_of_rules_droplets_and_addresses_apply()
    {
        await using Account account = new Account();
        (await account.Post("/v2/firewalls", Body("web", rule: Rules(50)))).Status.Should().Be(202);
        (await account.Post("/v2/firewalls", Body("db", rule: Rules(51)))).Status.Should().Be(422);
        string ids = string.Join(',', Enumerable.Range(0, 11).Select(i => account.Sandbox.CreateDroplet($"web-{i}").Id));
        (await account.Post("/v2/firewalls", Body("db", $""" "droplet_ids":[{ids}] """))).Status.Should().Be(422);
        (await account.Post("/v2/firewalls", Body("db", $""" "droplet_ids":[{ids[..ids.LastIndexOf(',')]}] """))).Status.Should().Be(202);
        (await account.Post("/v2/firewalls", Body("a1", rule: Addresses(1000)))).Status.Should().Be(202);
        (await account.Post("/v2/firewalls", Body("a2", rule: Addresses(1001)))).Status.Should().Be(422);
    }

    [Theory] // 17.4
    [InlineData(""" "protocol":"tcp","ports":"all" """, """ "protocol":"tcp","ports":"0" """)]
    [InlineData(""" "protocol":"udp","ports":"0" """, """ "protocol":"udp","ports":"0" """)]
    [InlineData(""" "protocol":"icmp" """, """ "protocol":"icmp","ports":"0" """)]
    [InlineData(""" "protocol":"icmp","ports":"80" """, """ "protocol":"icmp","ports":"0" """)]
    [InlineData(""" "protocol":"tcp","ports":"8000-9000" """, """ "protocol":"tcp","ports":"8000-9000" """)]
    [InlineData(""" "protocol":"tcp","ports":"1-65535" """, """ "protocol":"tcp","ports":"1-65535" """)]
    [InlineData(""" "protocol":"tcp","ports":"22","action":"deny" """, """ "protocol":"tcp","ports":"22","action":"deny" """)]
    public async Task Rules_are_returned_in_normal_form(string sent, string returned)
    {
        await using Account account = new Account();
        account.Sandbox.CreateDroplet("web-1", ["Blue"]);
        const string from = """ "sources":{"addresses":["1.2.3.4","10.1.2.3/8","FE80::1"],"tags":["blue","BLUE"],"droplet_ids":[]} """;
        Reply reply = await account.Post("/v2/firewalls", Body("web", rule: $"{{{sent},{from}}},{{{sent},{from}}}"));
        const string shown = """ "sources":{"addresses":["1.2.3.4","10.1.2.3/8","FE80::1"],"tags":["Blue"]} """;
        reply["firewall"].GetProperty("inbound_rules").GetRawText().Replace(" ", "")
            .Should().Be($"[{{{returned},{shown}}}]".Replace(" ", ""));
    }

    [Fact] // 17.6
    public async Task Droplets_tags_and_rules_can_be_added_and_removed()
    {
        await using Account account = new Account();
        (long first, long second) = (account.Sandbox.CreateDroplet("a", ["Blue"]).Id, account.Sandbox.CreateDroplet("b", ["green"]).Id);
        string path = $"/v2/firewalls/{await Create(account, "web", $""" "droplet_ids":[{first}],"tags":["green"] """)}";
        const string https = """{"protocol":"tcp","ports":"443","sources":{"tags":["BLUE"]}}""";
        (await account.Post($"{path}/droplets", $$"""{"droplet_ids":[{{first}},{{second}}]}""")).Status.Should().Be(204);
        (await account.Post($"{path}/tags", """{"tags":["blue","GREEN"]}""")).Status.Should().Be(204);
        (await account.Post($"{path}/rules", $$"""{"inbound_rules":[{{https}},{{Ssh}}]}""")).Status.Should().Be(204);
        JsonElement firewall = (await account.Get(path))["firewall"];
        firewall.GetProperty("droplet_ids").GetRawText().Should().Be($"[{first},{second}]");
        firewall.GetProperty("tags").EnumerateArray().Select(tag => tag.GetString()).Should().BeEquivalentTo("Blue", "green");
        firewall.GetProperty("inbound_rules").GetRawText().Should().Be($"[{Ssh},{https.Replace("BLUE", "Blue")}]");

        (await account.Delete($"{path}/droplets", $$"""{"droplet_ids":[{{first}},7]}""")).Status.Should().Be(204);
        (await account.Delete($"{path}/tags", """{"tags":["BLUE","missing"]}""")).Status.Should().Be(204);
        (await account.Delete($"{path}/rules", $$"""{"inbound_rules":[{{https}}]}""")).Status.Should().Be(204);
        firewall = (await account.Get(path))["firewall"];
        firewall.GetProperty("droplet_ids").GetRawText().Should().Be($"[{second}]");
        firewall.GetProperty("tags").GetRawText().Should().Be("""["green"]""");
        firewall.GetProperty("inbound_rules").GetRawText().Should().Be($"[{Ssh}]");
    }

    [Theory] // 17.6
    [InlineData("POST", "droplets", "{}")]
    [InlineData("POST", "droplets", """{"droplet_ids":[]}""")]
    [InlineData("POST", "droplets", """{"droplet_ids":[1]}""")]
    [InlineData("DELETE", "droplets", """{"droplet_ids":"7"}""")]
    [InlineData("POST", "tags", "{}")]
    [InlineData("POST", "tags", """{"tags":["missing"]}""")]
    [InlineData("DELETE", "tags", """{"tags":[]}""")]
    [InlineData("POST", "rules", "{}")]
    [InlineData("POST", "rules", """{"inbound_rules":[{"protocol":"tcp"}]}""")]
    [InlineData("DELETE", "rules", """{"outbound_rules":[]}""")]
    [InlineData("DELETE", "rules", $$"""{"inbound_rules":[{{Ssh}}]}""")]
    public async Task An_invalid_change_of_members_is_rejected(string method, string part, string body)
    {
        await using Account account = new Account();
        string id = await Create(account, "web");
        string before = (await Get(account, id)).GetRawText();
        (await account.Send(new HttpMethod(method), $"/v2/firewalls/{id}/{part}", body)).Status.Should().Be(422);
        (await Get(account, id)).GetRawText().Should().Be(before);
    }

    private static string Rules(int number) => string.Join(',', Enumerable.Range(1, number).Select(port =>
        $$$"""{"protocol":"tcp","ports":"{{{port}}}","sources":{"addresses":["::/0"]}}"""));

    private static string Addresses(int number) => $$$"""
        {"protocol":"tcp","ports":"22","sources":{"addresses":[
        {{{string.Join(',', Enumerable.Range(0, number).Select(i => $"\"10.0.{i / 250}.{i % 250}\""))}}}]}}
        """;
}
