using System.Text.Json;
using Stagecraft.DigitalOcean.Sandbox.Tests.Support;
using Stagecraft.Sandbox;
using Stagecraft.Sandbox.Storage;
using static Stagecraft.DigitalOcean.Sandbox.Tests.Support.LoadBalancerSteps;

namespace Stagecraft.DigitalOcean.Sandbox.Tests.LoadBalancers;

/// <summary>Section 20.</summary>
public sealed class LoadBalancerTests
{
    [Fact] // 20.1, 20.3
    public async Task A_new_load_balancer_is_active_with_an_address_after_the_boot_time()
    {
        await using Account account = new Account();
        string id = await Create(account);
        JsonElement item = await Get(account, id);
        (item.GetProperty("status").GetString(), item.GetProperty("ip").GetString()).Should().Be(("new", ""));
        account.Clock.Advance(7.9);
        (await Get(account, id)).GetProperty("status").GetString().Should().Be("new");
        account.Clock.Advance(0.1);
        item = await Get(account, id);
        item.GetProperty("status").GetString().Should().Be("active");
        item.GetProperty("ip").GetString().Should().StartWith("198.51.100.");
        (await account.Get("/v2/load_balancers")).All("load_balancers", "id").Should().Equal(id);
        (await account.Delete($"/v2/load_balancers/{id}")).Status.Should().Be(204);
        (await account.Delete($"/v2/load_balancers/{id}")).Status.Should().Be(404);
        (await Create(account)).Should().NotBe(id);
    }

    [Fact] // 20.4
    public async Task Absent_settings_have_their_defaults()
    {
        await using Account account = new Account();
        JsonElement item = await Get(account, await Create(account));
        item.GetProperty("forwarding_rules").GetRawText().Should().Be(
            $"[{Rule[..^1]},\"certificate_id\":\"\",\"tls_passthrough\":false}}]");
        item.GetProperty("health_check").GetRawText().Should().Be(
            """{"protocol":"http","port":80,"path":"/","check_interval_seconds":10,"response_timeout_seconds":5,"""
            + "\"unhealthy_threshold\":5,\"healthy_threshold\":3}");
        item.GetProperty("sticky_sessions").GetRawText().Should().Be("""{"type":"none"}""");
        item.GetProperty("firewall").GetRawText().Should().Be("""{"deny":[],"allow":[]}""");
        (item.GetProperty("size_unit").GetInt32(), item.GetProperty("size").GetString()).Should().Be((1, "lb-small"));
        (item.GetProperty("network").GetString(), item.GetProperty("type").GetString()).Should().Be(("EXTERNAL", "REGIONAL"));
        (item.GetProperty("tag").GetString(), item.GetProperty("droplet_ids").GetRawText()).Should().Be(("", "[]"));
        item.GetProperty("vpc_uuid").GetString().Should().Be(await VpcSteps.DefaultOf(account, "nyc3"));
        item.GetProperty("http_idle_timeout_seconds").GetInt32().Should().Be(60);
        item.GetProperty("redirect_http_to_https").GetBoolean().Should().BeFalse();
    }

    [Fact] // 20.4, 20.5
    public async Task Replacing_resets_absent_settings_except_those_that_are_fixed()
    {
        await using Account account = new Account(new SandboxOptions { Boot = TimeSpan.Zero, ActionTime = TimeSpan.Zero });
        account.Sandbox.CreateDroplet("a", ["blue"]);
        string id = await Create(account, more: """
            "tag":"blue","size_unit":3,"enable_proxy_protocol":true,"network_stack":"DUALSTACK","tls_cipher_policy":"STRONG",
            "health_check":{"protocol":"tcp","port":22,"check_interval_seconds":30},
            "sticky_sessions":{"type":"cookies","cookie_name":"DO-LB","cookie_ttl_seconds":300},
            "firewall":{"deny":["cidr:1.2.0.0/16"],"allow":["ip:1.2.3.4"]}
            """);
        JsonElement item = await Get(account, id);
        item.GetProperty("health_check").TryGetProperty("path", out _).Should().BeFalse();
        item.GetProperty("sticky_sessions").GetProperty("cookie_name").GetString().Should().Be("DO-LB");
        item.GetProperty("ipv6").GetString().Should().StartWith("2001:db8:ffff::");
        item.GetProperty("firewall").GetProperty("allow")[0].GetString().Should().Be("ip:1.2.3.4");
        Reply replaced = await account.Put($"/v2/load_balancers/{id}", $$"""{"name":"web2","forwarding_rules":[{{Rule}}]}""");
        replaced.Status.Should().Be(200, replaced.Text);
        item = await Get(account, id);
        item.GetProperty("name").GetString().Should().Be("web2");
        (item.GetProperty("size_unit").GetInt32(), item.GetProperty("tag").GetString()).Should().Be((1, ""));
        item.GetProperty("health_check").GetProperty("protocol").GetString().Should().Be("http");
        item.GetProperty("sticky_sessions").GetProperty("type").GetString().Should().Be("none");
        item.GetProperty("network_stack").GetString().Should().Be("DUALSTACK");
        item.GetProperty("region").GetProperty("slug").GetString().Should().Be("nyc3");
        foreach (string bad in new[]
        {
            Body().Replace("nyc3", "fra1"), Body(more: """ "network_stack":"IPV4" """), Body(more: """ "type":"REGIONAL_NETWORK" """),
            Body(more: $""" "vpc_uuid":"{await VpcSteps.DefaultOf(account, "fra1")}" """), """{"name":"web"}""",
        })
        {
            (await account.Put($"/v2/load_balancers/{id}", bad)).Status.Should().Be(422, bad);
        }
    }

    [Fact] // 20.3
    public async Task Changes_are_forbidden_while_it_is_busy()
    {
        await using Account account = new Account();
        string path = $"/v2/load_balancers/{await Create(account)}";
        Reply busy = await account.Put(path, Body());
        (busy.Status, busy.ErrorId, busy["message"].GetString())
            .Should().Be((403, "forbidden", "Load Balancer can't be updated while it processes previous actions"));
        string more = $$"""{"forwarding_rules":[{{Rule.Replace("80,", "81,")}}]}""";
        (await account.Post($"{path}/forwarding_rules", more)).Status.Should().Be(403);
        account.Clock.Advance(8);
        (await account.Put(path, Body("web2"))).Status.Should().Be(200);
        (await account.Put(path, Body("web3"))).Status.Should().Be(403);
        account.Clock.Advance(2);
        (await account.Put(path, Body("web3"))).Status.Should().Be(200);
        (await account.Delete(path)).Status.Should().Be(204);
    }

    [Fact] // 20.2
    public async Task A_name_is_unique()
    {
        await using Account account = new Account(new SandboxOptions { Boot = TimeSpan.Zero, ListLag = TimeSpan.FromMinutes(1) });
        await Create(account);
        Reply again = await account.Post("/v2/load_balancers", Body());
        (again.Status, again["message"].GetString()).Should().Be((422, "name is not unique"));
        string other = await Create(account, "db");
        (await account.Put($"/v2/load_balancers/{other}", Body())).Status.Should().Be(422);
        (await account.Put($"/v2/load_balancers/{other}", Body("db"))).Status.Should().Be(200);
    }

    [Fact] // 20.6
    public async Task Droplets_are_selected_by_id_or_by_tag()
    {
        await using Account account = new Account(new SandboxOptions { Boot = TimeSpan.Zero, ActionTime = TimeSpan.Zero });
        long a = account.Sandbox.CreateDroplet("a", ["blue"]).Id;
        long b = account.Sandbox.CreateDroplet("b").Id;
        account.Sandbox.CreateDroplet("c", ["blue"], region: "fra1");
        string byTag = await Create(account, "by-tag", """ "tag":"BLUE" """);
        string byId = await Create(account, "by-id", $""" "droplet_ids":[{a},{b}] """);
        (await Get(account, byTag)).GetProperty("tag").GetString().Should().Be("blue");
        await Expect(byTag, a);
        await Expect(byId, a, b);
        (await account.Delete($"/v2/load_balancers/{byId}/droplets", $$"""{"droplet_ids":[{{a}}]}""")).Status.Should().Be(204);
        await Expect(byId, b);
        (await account.Post($"/v2/load_balancers/{byId}/droplets", $$"""{"droplet_ids":[{{a}}]}""")).Status.Should().Be(204);
        await Expect(byId, a, b);
        (await account.Post($"/v2/load_balancers/{byTag}/droplets", $$"""{"droplet_ids":[{{b}}]}""")).Status.Should().Be(422);
        (await account.Post($"/v2/load_balancers/{byId}/droplets", "{}")).Status.Should().Be(422);

        account.Sandbox.SetTags(b, ["blue"]);
        await account.Delete($"/v2/droplets/{a}");
        account.Clock.Advance(3);
        await Expect(byTag, b);
        await Expect(byId, b);
        (await account.Post($"/v2/load_balancers/{byId}/droplets", $$"""{"droplet_ids":[{{b}}]}""")).Status.Should().Be(204);
        account.Sandbox.Conditions = account.Sandbox.Conditions with { CanReadTags = false };
        (await Get(account, byTag)).TryGetProperty("tag", out _).Should().BeFalse();
        (await account.Put($"/v2/load_balancers/{byTag}", Body("by-tag"))).Status.Should().Be(403);
        (await account.Post("/v2/load_balancers", Body("new", """ "tag":"blue" """))).Status.Should().Be(403);

        async Task Expect(string id, params long[] droplets) => (await Get(account, id)).GetProperty("droplet_ids").EnumerateArray()
            .Select(droplet => droplet.GetInt64()).Should().BeEquivalentTo(droplets);
    }

    [Fact] // 20.4
    public async Task Forwarding_rules_can_be_added_and_removed()
    {
        await using Account account = new Account(new SandboxOptions { Boot = TimeSpan.Zero, ActionTime = TimeSpan.Zero });
        string path = $"/v2/load_balancers/{await Create(account)}";
        string tcp = """{"forwarding_rules":[{"entry_protocol":"tcp","entry_port":22,"target_protocol":"tcp","target_port":22}]}""";
        (await account.Post($"{path}/forwarding_rules", tcp)).Status.Should().Be(204);
        (await account.Get(path))["load_balancer"].GetProperty("forwarding_rules").GetArrayLength().Should().Be(2);
        string clash = tcp.Replace("22,\"target_protocol", "80,\"target_protocol");
        (await account.Post($"{path}/forwarding_rules", clash)).Status.Should().Be(422, "port 80 has a rule");
        (await account.Delete($"{path}/forwarding_rules", tcp)).Status.Should().Be(204);
        string last = $$"""{"forwarding_rules":[{{Rule}}]}""";
        (await account.Delete($"{path}/forwarding_rules", last)).Status.Should().Be(422, "it is the last one");
        (await account.Delete($"{path}/forwarding_rules", "{}")).Status.Should().Be(422);
    }

    [Theory] // 20.2
    [InlineData(""" "region":"nyc3","forwarding_rules":[RULE] """)]
    [InlineData(""" "name":"a b","region":"nyc3","forwarding_rules":[RULE] """)]
    [InlineData(""" "name":"a","forwarding_rules":[RULE] """)]
    [InlineData(""" "name":"a","region":"xyz1","forwarding_rules":[RULE] """)]
    [InlineData(""" "name":"a","region":"nyc3" """)]
    [InlineData(""" "name":"a","region":"nyc3","forwarding_rules":[] """)]
    [InlineData(""" "name":"a","region":"nyc3","forwarding_rules":[7] """)]
    [InlineData(""" "name":"a","region":"nyc3","forwarding_rules":[RULE,RULE] """)]
    [InlineData(""" "name":"a","region":"nyc3","forwarding_rules":[RULE],"tag":"missing" """)]
    [InlineData(""" "name":"a","region":"nyc3","forwarding_rules":[RULE],"tag":"blue","droplet_ids":[7] """)]
    [InlineData(""" "name":"a","region":"nyc3","forwarding_rules":[RULE],"droplet_ids":[7] """)]
    [InlineData(""" "name":"a","region":"nyc3","forwarding_rules":[RULE],"droplet_ids":["x"] """)]
    [InlineData(""" "name":"a","region":"fra1","forwarding_rules":[RULE],"droplet_ids":[DROPLET] """)]
    [InlineData(""" "name":"a","region":"nyc3","forwarding_rules":[RULE],"droplet_ids":[1,2,3,4,5,6,7,8,9,10,11] """)]
    [InlineData(""" "name":"a","region":"nyc3","forwarding_rules":[RULE],"vpc_uuid":"x" """)]
    [InlineData(""" "name":"a","region":"nyc3","forwarding_rules":[RULE],"project_id":"x" """)]
    [InlineData(""" "name":"a","region":"nyc3","forwarding_rules":[RULE],"size_unit":101 """)]
    [InlineData(""" "name":"a","region":"nyc3","forwarding_rules":[RULE],"network":"INTERNAL" """)]
    [InlineData(""" "name":"a","region":"nyc3","forwarding_rules":[RULE],"type":"GLOBAL" """)]
    [InlineData(""" "name":"a","region":"nyc3","forwarding_rules":[RULE],"http_idle_timeout_seconds":10 """)]
    [InlineData(""" "name":"a","region":"nyc3","forwarding_rules":[RULE],"health_check":{"protocol":"icmp"} """)]
    [InlineData(""" "name":"a","region":"nyc3","forwarding_rules":[RULE],"health_check":{"check_interval_seconds":1} """)]
    [InlineData(""" "name":"a","region":"nyc3","forwarding_rules":[RULE],"health_check":7 """)]
    [InlineData(""" "name":"a","region":"nyc3","forwarding_rules":[RULE],"sticky_sessions":{"type":"cookies"} """)]
    [InlineData(""" "name":"a","region":"nyc3","forwarding_rules":[RULE],"firewall":{"allow":["1.2.3.4"]} """)]
    public async Task An_invalid_load_balancer_is_rejected(string body)
    {
        await using Account account = new Account();
        long droplet = account.Sandbox.CreateDroplet("a", ["blue"]).Id;
        string text = $"{{{body.Replace("RULE", Rule).Replace("DROPLET", $"{droplet}")}}}";
        (await account.Post("/v2/load_balancers", text)).Status.Should().Be(422);
        (await account.Get("/v2/load_balancers")).Total.Should().Be(0);
    }

    [Theory] // 20.2
    [InlineData("""{"entry_port":80,"target_protocol":"http","target_port":80}""", 422)]
    [InlineData("""{"entry_protocol":"ftp","entry_port":80,"target_protocol":"http","target_port":80}""", 422)]
    [InlineData("""{"entry_protocol":"http","entry_port":0,"target_protocol":"http","target_port":80}""", 422)]
    [InlineData("""{"entry_protocol":"http","entry_port":"80","target_protocol":"http","target_port":80}""", 422)]
    [InlineData("""{"entry_protocol":"udp","entry_port":53,"target_protocol":"tcp","target_port":53}""", 422)]
    [InlineData("""{"entry_protocol":"udp","entry_port":53,"target_protocol":"udp","target_port":53}""", 202)]
    [InlineData("""{"entry_protocol":"https","entry_port":443,"target_protocol":"http","target_port":80}""", 422)]
    [InlineData("""{"entry_protocol":"https","entry_port":443,"target_protocol":"http","target_port":80,"certificate_id":"x"}""", 422)]
    [InlineData("""{"entry_protocol":"https","entry_port":443,"target_protocol":"http","target_port":80,"certificate_id":"CERT"}""", 202)]
    [InlineData("""{"entry_protocol":"http","entry_port":80,"target_protocol":"http","target_port":80,"certificate_id":"CERT"}""", 422)]
    [InlineData("""{"entry_protocol":"https","entry_port":443,"target_protocol":"http","target_port":80,"tls_passthrough":true}""", 422)]
    [InlineData("""{"entry_protocol":"https","entry_port":443,"target_protocol":"https","target_port":443,"tls_passthrough":true}""", 202)]
    public async Task Forwarding_rules_are_validated(string rule, int status)
    {
        await using Account account = new Account(new SandboxOptions { Certificates = ["shop"] });
        string certificate = (await account.Get("/v2/certificates")).All("certificates", "id").Single();
        (await account.Post("/v2/load_balancers", Body(rule: rule.Replace("CERT", certificate)))).Status.Should().Be(status);
    }

    [Fact] // 20.7
    public async Task The_account_has_the_certificates_of_the_options()
    {
        await using Account account = new Account(new SandboxOptions { Certificates = ["shop", "blog", "shop"] });
        (await account.Get("/v2/certificates")).All("certificates", "name").Should().Equal("shop", "blog");
        Reply one = await account.Get("/v2/certificates?name=blog");
        JsonElement certificate = one["certificates"][0];
        (one.Total, certificate.GetProperty("state").GetString(), certificate.GetProperty("dns_names")[0].GetString())
            .Should().Be((1, "verified", "blog.example.com"));
        certificate.GetProperty("sha1_fingerprint").GetString().Should().HaveLength(40);
        (await account.Get($"/v2/certificates/{certificate.GetProperty("id").GetString()}"))["certificate"].GetRawText()
            .Should().Be(certificate.GetRawText());
        (await account.Get("/v2/certificates/x")).Status.Should().Be(404);
        (await account.Get("/v2/certificates?per_page=1&page=2")).All("certificates", "name").Should().Equal("blog");
    }

    [Fact] // 20.1, 15.3, 12.1
    public async Task Lags_faults_and_the_state_file_apply()
    {
        using TempFolder folder = new TempFolder();
        SandboxOptions options = new SandboxOptions
        {
            StateFile = folder.File("state.db"),
            ListLag = TimeSpan.FromSeconds(5),
            ReadLag = TimeSpan.FromSeconds(3),
            Faults =
            [
                new SandboxFault { Kind = SandboxFaultKind.ServerErrorAfter, On = "POST /v2/load_balancers" },
                new SandboxFault { Kind = SandboxFaultKind.UnknownStatus, On = "GET /v2/load_balancers" },
            ],
        };
        VirtualClock clock = new VirtualClock();
        await using (Account first = new Account(options, clock))
        {
            (await first.Post("/v2/load_balancers", Body())).Status.Should().Be(500);
            string id = await Create(first, "db");
            (await first.Get($"/v2/load_balancers/{id}")).Status.Should().Be(404);
            (await first.Put($"/v2/load_balancers/{id}", Body("db"))).Status.Should().Be(404);
        }

        await using Account second = new Account(options, clock);
        (await second.Get("/v2/load_balancers")).Total.Should().Be(0);
        clock.Advance(8);
        (await second.Get("/v2/load_balancers")).All("load_balancers", "status").Should().Equal("active", "active");
        Reply page = await second.Get("/v2/load_balancers?per_page=1&page=2");
        (page.Total, page.All("load_balancers", "name").Single()).Should().Be((2, "db"));
        second.Sandbox.Faults.Add(new SandboxFault { Kind = SandboxFaultKind.UnknownStatus, On = "GET /v2/load_balancers" });
        (await second.Get("/v2/load_balancers")).All("load_balancers", "status").Should().Equal("hibernating", "hibernating");
    }
}
