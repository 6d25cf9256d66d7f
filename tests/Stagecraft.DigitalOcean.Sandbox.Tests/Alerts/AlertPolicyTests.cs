using System.Text.Json;
using Stagecraft.DigitalOcean.Sandbox.Tests.Support;
using Stagecraft.Sandbox;
using Stagecraft.Sandbox.Storage;

namespace Stagecraft.DigitalOcean.Sandbox.Tests.Alerts;

/// <summary>Section 21.</summary>
public sealed class AlertPolicyTests
{
    private const string Body =
        """{"type":"v1/insights/droplet/cpu","description":"busy","compare":"GreaterThan","value":90.5,"window":"10m","entities":["7"],"""
        + """ "tags":["blue"],"alerts":{"email":["ops@example.com"],"slack":[{"channel":"ops","url":"https://hooks.slack.com/x"}]},"""
        + """ "enabled":true}""";

    private const string Path = "/v2/monitoring/alerts";

    [Fact] // 21.1
    public async Task A_policy_can_be_created_read_replaced_and_deleted()
    {
        await using Account account = new Account();
        account.Sandbox.CreateDroplet("a", ["blue"]);
        Reply created = await account.Post(Path, Body);
        created.Status.Should().Be(200, created.Text);
        string one = $"{Path}/{created["policy"].GetProperty("uuid").GetString()}";
        JsonElement policy = (await account.Get(one))["policy"];
        policy.GetRawText().Should().EndWith(Body.Replace(", \"", ",\"")[1..]);
        (await account.Put(one, Body.Replace("true", "false")))["policy"].GetProperty("enabled").GetBoolean().Should().BeFalse();
        (await account.Get(one))["policy"].GetProperty("enabled").GetBoolean().Should().BeFalse();
        (await account.Post(Path, Body)).Status.Should().Be(200, "descriptions are not unique");
        (await account.Get(Path)).Total.Should().Be(2);
        (await account.Get($"{Path}?per_page=1&page=2")).All("policies", "description").Should().Equal("busy");
        (await account.Delete(one)).Status.Should().Be(204);
        (await account.Delete(one)).Status.Should().Be(404);
        (await account.Get(Path)).Total.Should().Be(1);
    }

    [Theory] // 21.2
    [InlineData("v1/insights/droplet/cpu", "v1/insights/droplet/heat")]
    [InlineData("\"description\":\"busy\",", "")]
    [InlineData("GreaterThan", "Equal")]
    [InlineData("90.5", "\"90\"")]
    [InlineData("90.5", "1e99")]
    [InlineData("10m", "15m")]
    [InlineData("[\"7\"]", "[7]")]
    [InlineData("[\"blue\"]", "[\"missing\"]")]
    [InlineData("[\"ops@example.com\"]", "[\"ops\"]")]
    [InlineData("\"email\":[\"ops@example.com\"],", "")]
    [InlineData("https://hooks.slack.com/x", "hooks")]
    [InlineData("\"channel\":\"ops\",", "")]
    [InlineData("true", "1")]
    [InlineData(", \"enabled\":true", "")]
    public async Task An_invalid_policy_is_rejected(string part, string replacement)
    {
        await using Account account = new Account();
        account.Sandbox.CreateDroplet("a", ["blue"]);
        Body.Should().Contain(part);
        (await account.Post(Path, Body.Replace(part, replacement))).Status.Should().Be(422);
        (await account.Get(Path)).Total.Should().Be(0);
    }

    [Fact] // 21.2
    public async Task Empty_lists_may_be_null_or_absent()
    {
        await using Account account = new Account();
        string body = Body.Replace("[\"7\"]", "null").Replace("\"tags\":[\"blue\"],", "").Replace("[\"ops@example.com\"]", "null");
        JsonElement policy = (await account.Post(Path, body))["policy"];
        (policy.GetProperty("entities").GetRawText(), policy.GetProperty("tags").GetRawText()).Should().Be(("[]", "[]"));
        policy.GetProperty("alerts").GetProperty("email").GetRawText().Should().Be("[]");
    }

    [Fact] // 21.1, 15.3, 12.1
    public async Task Lags_faults_and_the_state_file_apply()
    {
        using TempFolder folder = new TempFolder();
        SandboxOptions options = new SandboxOptions
        {
            StateFile = folder.File("state.db"),
            ListLag = TimeSpan.FromSeconds(5),
            ReadLag = TimeSpan.FromSeconds(3),
            Faults = [new SandboxFault { Kind = SandboxFaultKind.ServerErrorAfter, On = $"POST {Path}" }],
        };
        VirtualClock clock = new VirtualClock();
        string one;
        await using (Account first = new Account(options, clock))
        {
            first.Sandbox.CreateDroplet("a", ["blue"]);
            (await first.Post(Path, Body)).Status.Should().Be(500);
            one = $"{Path}/{(await first.Post(Path, Body))["policy"].GetProperty("uuid").GetString()}";
            (await first.Get(one)).Status.Should().Be(404);
            (await first.Put(one, Body)).Status.Should().Be(404);
            (await first.Get(Path)).Total.Should().Be(0);
        }

        clock.Advance(5);
        await using Account second = new Account(options with { Faults = [] }, clock);
        (await second.Get(Path)).Total.Should().Be(2);
        second.Sandbox.Faults.Add(new SandboxFault { Kind = SandboxFaultKind.PageLoop, On = $"GET {Path}" });
        (await second.Get($"{Path}?per_page=1")).Text.Should().Contain($"\"next\":\"https://api.digitalocean.com{Path}?page=1");
        (await second.Delete(one)).Status.Should().Be(204);
    }
}
