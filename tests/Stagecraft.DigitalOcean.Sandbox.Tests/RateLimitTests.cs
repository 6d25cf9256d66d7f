using Stagecraft.DigitalOcean.Sandbox.Tests.Support;

namespace Stagecraft.DigitalOcean.Sandbox.Tests;

/// <summary>Section 4.</summary>
public sealed class RateLimitTests
{
    [Fact] // 4.1
    public async Task Every_response_has_the_remaining_budget()
    {
        await using Account account = new Account();
        long start = account.Clock.Now.ToUnixTimeSeconds();
        await account.Get("/v2/account");
        account.Clock.Advance(10);
        Reply reply = await account.Get("/v2/nothing");
        Budget(reply).Should().Be(("5000", "4998", $"{start + 3600}"));
        account.Clock.Advance(3590);
        Budget(await account.Get("/v2/account")).Should().Be(("5000", "4998", $"{start + 3610}"), "the first one has expired");
    }

    [Fact] // 4.1
    public async Task The_hourly_limit_is_5000_requests_in_a_sliding_window()
    {
        await using Account account = new Account();
        for (int i = 0; i < 5000; i++)
        {
            if (i % 100 == 0)
            {
                account.Clock.Advance(60);
            }

            (await account.Get("/v2/account")).Status.Should().Be(200);
        }

        Reply rejected = await account.Get("/v2/account");
        (rejected.Status, rejected.ErrorId).Should().Be((429, "too_many_requests"));
        rejected.Header("ratelimit-remaining").Should().Be("0");
        rejected.Headers.Contains("retry-after").Should().BeFalse();

        DateTimeOffset reset = DateTimeOffset.FromUnixTimeSeconds(long.Parse(rejected.Header("ratelimit-reset")));
        account.Clock.Advance((reset - account.Clock.Now).TotalSeconds);
        (await account.Get("/v2/account")).Status.Should().Be(200);
    }

    [Fact] // 4.2, 4.4
    public async Task A_burst_is_rejected_with_retry_after()
    {
        await using Account account = new Account();
        for (int i = 0; i < 250; i++)
        {
            (await account.Get("/v2/account")).Status.Should().Be(200);
            account.Clock.Advance(0.1);
        }

        Reply rejected = await account.Get("/v2/account");
        rejected.Status.Should().Be(429);
        rejected.Header("ratelimit-remaining").Should().Be("0");
        rejected.Header("retry-after").Should().Be("35");

        account.Clock.Advance(35);
        Reply reply = await account.Get("/v2/account");
        (reply.Status, reply.Header("ratelimit-remaining")).Should().Be((200, "4749"), "rejected requests are not counted");
    }

    [Fact] // 4.3
    public async Task The_key_list_has_a_separate_limit()
    {
        await using Account account = new Account();
        for (int i = 0; i < 10; i++)
        {
            (await account.Get("/v2/account/keys?per_page=200")).Status.Should().Be(200);
        }

        Reply rejected = await account.Get("/v2/account/keys");
        rejected.Status.Should().Be(429);
        rejected.Headers.Contains("retry-after").Should().BeFalse();
        (await account.Get("/v2/account/keys/40000001")).Status.Should().Be(200, "the limit does not apply to reading one key");
        account.Clock.Advance(60);
        (await account.Get("/v2/account/keys")).Status.Should().Be(200);
    }

    [Fact] // 4.4
    public async Task Unauthorized_requests_are_not_counted()
    {
        await using Account account = new Account();
        (await account.Send(HttpMethod.Get, "/v2/account", authorization: null)).Header("ratelimit-remaining").Should().Be("5000");
    }

    [Fact] // 4.4
    public async Task Without_rate_limits_no_request_is_rejected()
    {
        await using Account account = new Account(new SandboxOptions { RateLimit = false });
        for (int i = 0; i < 300; i++)
        {
            Budget(await account.Get("/v2/account/keys")).Limit.Should().Be("5000");
        }

        (await account.Get("/v2/account/keys")).Header("ratelimit-remaining").Should().Be("5000");
    }

    private static (string Limit, string Remaining, string Reset) Budget(Reply reply) =>
        (reply.Header("ratelimit-limit"), reply.Header("ratelimit-remaining"), reply.Header("ratelimit-reset"));
}
