using System.Text;
using Stagecraft.Sandbox;
using static Stagecraft.Sandbox.SandboxFaultKind;

namespace Stagecraft.DigitalOcean.Sandbox.Tests.Faults;

/// <summary>Section 15.4, and the table of 15.1.</summary>
public sealed class ConditionsJsonTests
{
    [Fact]
    public void Every_member_is_read()
    {
        SandboxConditions conditions = Read("""
            {"seed": -7, "boot": "2s", "boot_spread": "1m", "destroy": "500ms", "destroy_spread": "1h", "action_time": "0s",
             "list_lag": "3s", "read_lag": "4s", "tag_lag": "5s", "latency": "50ms", "rate_limit": false, "tag_read": false,
             "action_read": false, "faults": []}
            """);
        conditions.Should().BeEquivalentTo(new SandboxConditions
        {
            Seed = -7,
            Boot = TimeSpan.FromSeconds(2),
            BootSpread = TimeSpan.FromMinutes(1),
            Destroy = TimeSpan.FromMilliseconds(500),
            DestroySpread = TimeSpan.FromHours(1),
            ActionTime = TimeSpan.Zero,
            ListLag = TimeSpan.FromSeconds(3),
            ReadLag = TimeSpan.FromSeconds(4),
            TagLag = TimeSpan.FromSeconds(5),
            Latency = TimeSpan.FromMilliseconds(50),
            RateLimit = false,
            CanReadTags = false,
            CanReadActions = false,
        });
    }

    [Fact]
    public void Missing_members_are_kept()
    {
        SandboxOptions start = new SandboxOptions { Boot = TimeSpan.FromSeconds(1), Faults = [new() { Kind = Conflict }] };
        SandboxConditions conditions = SandboxConditions.FromJson("""{"latency": "1s"}"""u8, start);
        conditions.Should().BeOfType<SandboxConditions>();
        (conditions.Boot, conditions.Latency, conditions.Faults.Count).Should().Be((TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1), 1));
    }

    [Fact]
    public void Rules_are_read_with_their_defaults()
    {
        IReadOnlyList<SandboxFault> faults = Read("""
            {"faults": [
              {"fault": "lost_answer_after"},
              {"fault": "rate_limited", "on": "GET /v2/*", "skip": 3, "times": 20, "retry_after": 5},
              {"fault": "server_error_before", "chance": 0.25, "status": 503},
              {"fault": "slow", "delay": "3s", "times": null},
              {"fault": "vanishes", "droplet": "db-*", "seen": 4, "hits": 1}]}
            """).Faults;
        faults.Should().Equal(
            new SandboxFault { Kind = LostAnswerAfter },
            new SandboxFault { Kind = RateLimited, On = "GET /v2/*", Skip = 3, Times = 20, RetryAfter = TimeSpan.FromSeconds(5) },
            new SandboxFault { Kind = ServerErrorBefore, Chance = 0.25, Status = 503 },
            new SandboxFault { Kind = Slow, Delay = TimeSpan.FromSeconds(3), Times = null },
            new SandboxFault { Kind = Vanishes, Machine = "db-*" });
        faults.Select(fault => fault.Times).Should().Equal(1, 20, null, null, 1);
    }

    [Theory]
    [InlineData("", "", "the conditions must be JSON")]
    [InlineData("[]", "", "the conditions must be an object")]
    [InlineData("""{"\ud800":1}""", "", "the conditions must have member names in valid Unicode")]
    [InlineData("""{"faults":[{"\udc00":1}]}""", "faults[0]", "faults[[]0] must have member names in valid Unicode")]
    [InlineData("""{"b\u001b[0m\u202e\nt":1}""", "b?[0m??t", "b?[[]0m??t is unknown; known members: seed, *")]
    [InlineData("""{"boot":8}""", "boot", "boot must be a duration such as 250ms, 8s, 2m or 1h")]
    [InlineData("""{"boot":"8 s"}""", "boot", "boot must be a duration*")]
    [InlineData("""{"boot":"-8s"}""", "boot", "boot must be a duration*")]
    [InlineData("""{"boot":"99999h"}""", "boot", "boot must be a duration*")]
    [InlineData("""{"boot":"\ud800"}""", "boot", "boot is not valid Unicode")]
    [InlineData("""{"boot":"1s","boot":"2s"}""", "boot", "boot is duplicated")]
    [InlineData("""{"seed":0.5}""", "seed", "seed must be an integer")]
    [InlineData("""{"tag_read":"no"}""", "tag_read", "tag_read must be true or false")]
    [InlineData("""{"bot":"1s"}""", "bot", "bot is unknown; known members: seed, boot, *")]
    [InlineData("""{"faults":{}}""", "faults", "faults must be a list")]
    [InlineData("""{"faults":[7]}""", "faults[0]", "faults[[]0] must be an object")]
    [InlineData("""{"faults":[{"fault":"echo"},{"on":"GET *"}]}""", "faults[1]", "faults[[]1] must have a member fault")]
    [InlineData("""{"faults":[{"fault":"boom"}]}""", "faults[0].fault", "* is not a known fault; known faults: lost_answer_before, *")]
    [InlineData("""{"faults":[{"fault":7}]}""", "faults[0].fault", "* must be a string")]
    [InlineData("""{"faults":[{"fault":"echo","time":1}]}""", "faults[0].time", "* is unknown; known members: fault, on, *")]
    [InlineData("""{"faults":[{"fault":"echo","times":-1}]}""", "faults[0].times", "* must be an integer from 0 to 2147483647")]
    [InlineData("""{"faults":[{"fault":"echo","skip":1.5}]}""", "faults[0].skip", "* must be an integer from 0 to 2147483647")]
    [InlineData("""{"faults":[{"fault":"echo","chance":1.01}]}""", "faults[0].chance", "* must be a number from 0 to 1")]
    [InlineData("""{"faults":[{"fault":"echo","chance":"1"}]}""", "faults[0].chance", "* must be a number")]
    [InlineData("""{"faults":[{"fault":"echo","on":"GET"}]}""", "faults[0].on", "* must be a method or [*], a space and a path*")]
    [InlineData("""{"faults":[{"fault":"echo","on":"GET v2"}]}""", "faults[0].on", "* must be a method or [*], a space and a path*")]
    [InlineData("""{"faults":[{"fault":"server_error_after","status":404}]}""", "faults[0].status", "* must be an integer from 500 to 599")]
    [InlineData("""{"faults":[{"fault":"gateway_html_after","status":500}]}""", "faults[0].status", "* must be 502, 503 or 504")]
    [InlineData("""{"faults":[{"fault":"echo","status":500}]}""", "faults[0].status", "* is not supported by echo")]
    [InlineData("""{"faults":[{"fault":"echo","retry_after":5}]}""", "faults[0].retry_after", "* is not supported by echo")]
    [InlineData("""{"faults":[{"fault":"echo","delay":"5s"}]}""", "faults[0].delay", "* is not supported by echo")]
    [InlineData("""{"faults":[{"fault":"echo","droplet":"db-*"}]}""", "faults[0].droplet", "* is not supported by echo")]
    [InlineData("""{"faults":[{"fault":"boots_off","on":"GET *"}]}""", "faults[0].on", "* is not supported by boots_off")]
    public void Invalid_input_is_an_error_with_the_path(string json, string path, string message)
    {
        Func<SandboxConditions> read = () => Read(json);
        SandboxConditionsException error = read.Should().Throw<SandboxConditionsException>().Which;
        error.Path.Should().Be(path);
        error.Message.Should().Match(message.Replace("[[]", "[", StringComparison.Ordinal).Replace("[*]", "?", StringComparison.Ordinal));
    }

    [Fact]
    public void Invalid_UTF8_is_an_error_at_any_position()
    {
        foreach (byte[] json in (byte[][])[[.. "{\"b"u8, 0xFF, .. "\":1}"u8], [.. "{\"boot\":\""u8, 0xC3, .. "\"}"u8], [0xFE]])
        {
            Func<SandboxConditions> read = () => SandboxConditions.FromJson(json, new SandboxConditions());
            read.Should().Throw<SandboxConditionsException>().WithMessage("the conditions must be JSON in UTF-8").Which.Path
                .Should().BeEmpty();
        }
    }

    [Fact]
    public void A_long_name_is_truncated()
    {
        Func<SandboxConditions> read = () => Read($$"""{"{{new string('x', 100_000)}}": 1}""");
        read.Should().Throw<SandboxConditionsException>().Which.Path.Should().Be(new string('x', 80) + "…");
    }

    private static SandboxConditions Read(string json) => SandboxConditions.FromJson(Encoding.UTF8.GetBytes(json), new SandboxConditions());
}
