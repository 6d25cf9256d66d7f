using System.Text.Json;
using Stagecraft.DigitalOcean.Sandbox.Core;
using Stagecraft.DigitalOcean.Sandbox.Tests.Support;
using Stagecraft.Sandbox;
using Stagecraft.Sandbox.Http;

namespace Stagecraft.DigitalOcean.Sandbox.Tests.Page;

/// <summary>Section 16.3.</summary>
public sealed class OverviewTests
{
    [Fact]
    public async Task Droplets_have_their_actual_state()
    {
        await using RunningSandbox running = await RunningSandbox.StartAsync(new SandboxOptions
        {
            ListLag = TimeSpan.FromHours(1),
            TagLag = TimeSpan.FromHours(1),
            CanReadTags = false,
        });
        long id = await running.CreateAsync("app-1", more: ""","ipv6":true""");
        JsonElement droplet = (await running.GetAsync("/sandbox/account"))["droplets"][0];
        droplet.GetProperty("id").GetInt64().Should().Be(id);
        Texts(droplet, "name", "project", "environment", "role", "region", "size", "image", "status").Should()
            .Equal("app-1", "shop", "staging", "app", "nyc3", "s-1vcpu-1gb", "ubuntu-22-04-x64", "new");
        droplet.GetProperty("locked").GetBoolean().Should().BeTrue();
        droplet.GetProperty("created_at").GetDateTimeOffset().Should().Be(running.Clock.Now);
        droplet.GetProperty("booted_at").GetDateTimeOffset().Should().Be(running.Clock.Now.AddSeconds(8));
        Texts(droplet, "public_ipv4", "private_ipv4", "public_ipv6", "gone_at").Should().OnlyContain(text => text == null);

        running.Clock.Advance(8);
        droplet = (await running.GetAsync("/sandbox/account"))["droplets"][0];
        SandboxDroplet truth = running.Sandbox.Droplets.Single();
        Texts(droplet, "status", "public_ipv4", "private_ipv4", "public_ipv6").Should()
            .Equal("active", truth.PublicIpv4, truth.PrivateIpv4, truth.PublicIpv6);

        running.Sandbox.DeleteDroplet(id);
        droplet = (await running.GetAsync("/sandbox/account"))["droplets"][0];
        droplet.GetProperty("going").GetBoolean().Should().BeTrue();
        droplet.GetProperty("gone_at").GetDateTimeOffset().Should().Be(running.Clock.Now.AddSeconds(3));

        running.Clock.Advance(3);
        (await running.GetAsync("/sandbox/account"))["droplets"].GetArrayLength().Should().Be(0);
    }

    [Fact] // 15.3
    public async Task A_droplet_that_will_vanish_is_not_distinguishable()
    {
        await using RunningSandbox running = await RunningSandbox.StartAsync(
            new SandboxOptions { Faults = [new SandboxFault { Kind = SandboxFaultKind.Vanishes }] });
        await running.CreateAsync("app-1");
        JsonElement droplet = (await running.GetAsync("/sandbox/account"))["droplets"][0];
        droplet.GetProperty("going").GetBoolean().Should().BeFalse();
        droplet.GetProperty("gone_at").ValueKind.Should().Be(JsonValueKind.Null);
    }

    [Fact] // 16.4
    public async Task Environments_come_from_tags_and_are_counted_by_state()
    {
        await using RunningSandbox running = await RunningSandbox.StartAsync();
        DigitalOceanSandbox sandbox = running.Sandbox;
        sandbox.CreateDroplet("a", RunningSandbox.TagsOf("staging"));
        sandbox.CreateDroplet("b", ["Stagecraft-Env-Staging", "STAGECRAFT-PROJECT-shop"], booting: true);
        sandbox.SetStatus(sandbox.CreateDroplet("c", RunningSandbox.TagsOf("staging")).Id, "off");
        sandbox.SetStatus(sandbox.CreateDroplet("d", RunningSandbox.TagsOf("staging")).Id, "archive");
        sandbox.DeleteDroplet(sandbox.CreateDroplet("e", RunningSandbox.TagsOf("staging")).Id);
        sandbox.CreateDroplet("f", ["stagecraft-env-prod"]);
        sandbox.CreateDroplet("g", ["stagecraft-project-shop", "stagecraft-env-"]);
        sandbox.CreateDroplet("h");

        Reply account = await running.GetAsync("/sandbox/account");
        account["environments"].EnumerateArray().Select(environment => environment.ToString()).Should().Equal(
            """{"project":null,"name":"prod","total":1,"new":0,"active":1,"off":0,"going":0,"other":0}""",
            """{"project":"shop","name":"staging","total":5,"new":1,"active":1,"off":1,"going":1,"other":1}""",
            """{"project":null,"name":null,"total":2,"new":0,"active":2,"off":0,"going":0,"other":0}""");
        (account["droplets_total"].GetInt32(), account["environments_total"].GetInt32(), account["droplet_limit"].GetInt32())
            .Should().Be((8, 3, 25));
    }

    [Fact] // 16.3
    public async Task Other_resources_are_counted()
    {
        await using RunningSandbox running = await RunningSandbox.StartAsync();
        long droplet = running.Sandbox.CreateDroplet("a").Id;
        foreach ((string path, string body) in new[]
        {
            ("/v2/firewalls", FirewallSteps.Body("web")),
            ("/v2/volumes", VolumeSteps.Body()),
            ("/v2/volumes", VolumeSteps.Body("logs")),
            ("/v2/reserved_ips", $$"""{"droplet_id":{{droplet}}}"""),
            ("/v2/load_balancers", LoadBalancerSteps.Body()),
        })
        {
            using StringContent content = new StringContent(body);
            (await running.Http.PostAsync(path, content)).IsSuccessStatusCode.Should().BeTrue(path);
        }

        running.Clock.Advance(2);
        Reply account = await running.GetAsync("/sandbox/account");
        account["resources"].ToString().Should().Be("""{"firewalls":1,"volumes":2,"reserved_ips":1,"load_balancers":1}""");
        account["droplets"][0].GetProperty("reserved_ipv4").GetString().Should().StartWith("203.0.113.");
    }

    [Fact]
    public async Task The_budget_is_that_of_the_most_used_token()
    {
        await using RunningSandbox running = await RunningSandbox.StartAsync();
        for (int i = 0; i < 3; i++)
        {
            await running.GetAsync("/v2/account/keys");
        }

        running.Clock.Advance(61);
        await running.GetAsync("/v2/account");
        using HttpRequestMessage other =
            new HttpRequestMessage(HttpMethod.Get, "/v2/account") { Headers = { Authorization = new("Bearer", "other") } };
        using (await running.Http.SendAsync(other))
        {
            (await running.GetAsync("/sandbox/account"))["budget"].ToString().Should().Be(
                """{"enforced":true,"hour":{"limit":5000,"remaining":4996},"minute":{"limit":250,"remaining":249},"""
                + "\"key_lists\":{\"limit\":10,\"remaining\":10}}");
        }

        running.Sandbox.Conditions = running.Sandbox.Conditions with { RateLimit = false };
        JsonElement budget = (await running.GetAsync("/sandbox/account"))["budget"];
        budget.GetProperty("enforced").GetBoolean().Should().BeFalse();
        budget.GetProperty("hour").GetProperty("remaining").GetInt32().Should().Be(5000);
    }

    [Fact]
    public async Task Requests_are_numbered_and_can_be_read_from_a_number_on()
    {
        await using RunningSandbox running = await RunningSandbox.StartAsync();
        running.Sandbox.Faults.Add(new SandboxFault { Kind = SandboxFaultKind.ServerErrorAfter, On = "GET /v2/sizes", Status = 503 });
        await running.GetAsync("/v2/sizes?page=2");
        await running.GetAsync("/v2/nothing");

        Reply account = await running.GetAsync("/sandbox/account");
        account["requests_total"].GetInt64().Should().Be(2);
        account["requests"].EnumerateArray().Select(request => request.ToString()).Should().Equal(
            """{"number":1,"time":"2026-03-14T15:09:26+00:00","method":"GET","target":"/v2/sizes?page=2","status":503,"""
                + "\"fault\":\"server_error_after\"}",
            """{"number":2,"time":"2026-03-14T15:09:26+00:00","method":"GET","target":"/v2/nothing","status":404,"fault":null}""");
        (await running.GetAsync("/sandbox/account?since=1"))["requests"].EnumerateArray()
            .Should().ContainSingle().Which.GetProperty("number").GetInt64().Should().Be(2);
        foreach (string? number in new[] { "2", "99", "9223372036854775807" })
        {
            (await running.GetAsync($"/sandbox/account?since={number}"))["requests"].GetArrayLength().Should().Be(0);
        }
    }

    [Theory]
    [InlineData("x")]
    [InlineData("")]
    [InlineData("-1")]
    [InlineData("99999999999999999999")]
    public async Task An_invalid_since_is_422(string since)
    {
        await using RunningSandbox running = await RunningSandbox.StartAsync();
        Reply reply = await running.GetAsync($"/sandbox/account?since={since}");
        (reply.Status, reply.ErrorId).Should().Be((422, "unprocessable_entity"));
    }

    [Fact] // 16.1
    public async Task Neither_user_data_nor_a_token_is_returned()
    {
        await using RunningSandbox running = await RunningSandbox.StartAsync(new SandboxOptions { SshKeys = ["secret-key"] });
        running.Http.DefaultRequestHeaders.Authorization = new("Bearer", "secret-token");
        running.Sandbox.Faults.Add(new SandboxFault { Kind = SandboxFaultKind.Echo, On = "GET /v2/account" });
        await running.CreateAsync("app-1", more: ""","user_data":"secret-data" """);
        (await running.GetAsync("/v2/account")).Text.Should().Contain("secret-token");

        string account = (await running.GetAsync("/sandbox/account")).Text;
        account.Should().Contain("app-1").And.NotContain("secret").And.NotContain("user_data").And.NotContain("ssh");
    }

    [Fact]
    public async Task The_size_of_the_response_is_bounded()
    {
        await using RunningSandbox running = await RunningSandbox.StartAsync();
        for (int i = 0; i < 2000; i++)
        {
            running.Sandbox.CreateDroplet(new string('n', 400), [$"stagecraft-env-e{i % 250}"]);
        }

        for (int i = 0; i < 150; i++)
        {
            await running.GetAsync($"/v2/{new string('x', 2000)}");
        }

        Reply account = await running.GetAsync("/sandbox/account");
        (account["droplets_total"].GetInt32(), account["environments_total"].GetInt32()).Should().Be((2000, 250));
        account["environments"].GetArrayLength().Should().Be(200);
        account["environments"].EnumerateArray().Should().OnlyContain(environment => environment.GetProperty("active").GetInt32() == 8);
        account["droplets"].EnumerateArray().Select(droplet => droplet.GetProperty("id").GetInt64()).Should()
            .Equal(running.Sandbox.Droplets.Select(droplet => droplet.Id).Reverse().Take(1000));
        account["requests"].EnumerateArray().Select(request => request.GetProperty("number").GetInt64()).Should()
            .Equal(Enumerable.Range(51, 100).Select(number => (long)number));
        account["requests"][0].GetProperty("target").GetString().Should().HaveLength(301).And.EndWith("…");
        account["droplets"][0].GetProperty("name").GetString().Should().HaveLength(301);
    }

    [Fact]
    public async Task Any_text_is_returned_as_valid_json()
    {
        await using RunningSandbox running = await RunningSandbox.StartAsync();
        string name = new string('a', 299) + "\U0001F6A2 and on";
        running.Sandbox.CreateDroplet("</script>\u0000\u2028\"\\");
        running.Sandbox.CreateDroplet(name);
        JsonElement droplets = (await running.GetAsync("/sandbox/account"))["droplets"];
        droplets[0].GetProperty("name").GetString().Should().Be(name[..299] + "…");
        droplets[1].GetProperty("name").GetString().Should().Be("</script>\u0000\u2028\"\\");
    }

    [Fact] // 14.1
    public void The_log_keeps_the_last_requests_and_the_total_count()
    {
        RequestLog log = new RequestLog();
        for (int i = 1; i <= RequestLog.Capacity + 3; i++)
        {
            log.Add(new SandboxRequest("GET", $"/{i}", 200, DateTimeOffset.UnixEpoch));
        }

        log.Total.Should().Be(RequestLog.Capacity + 3);
        SandboxRequest[] kept = log.Snapshot();
        (kept.Length, kept[0].Target, kept[^1].Target).Should().Be((RequestLog.Capacity, "/4", $"/{RequestLog.Capacity + 3}"));
        log.Since(RequestLog.Capacity + 1, 100).Select(entry => (entry.Number, entry.Entry.Target)).Should()
            .Equal((RequestLog.Capacity + 2, $"/{RequestLog.Capacity + 2}"), (RequestLog.Capacity + 3, $"/{RequestLog.Capacity + 3}"));
    }

    private static string?[] Texts(JsonElement item, params string[] members) =>
        [.. members.Select(member => item.GetProperty(member).GetString())];
}
