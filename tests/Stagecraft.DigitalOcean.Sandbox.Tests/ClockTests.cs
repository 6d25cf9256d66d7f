using Stagecraft.DigitalOcean.Sandbox.Tests.Support;

namespace Stagecraft.DigitalOcean.Sandbox.Tests;

/// <summary>Section 1.</summary>
public sealed class ClockTests
{
    [Fact] // 1.1, 1.2
    public async Task A_droplet_is_active_after_its_boot_time()
    {
        await using Account account = new Account();
        long id = await account.Create();

        account.Clock.Advance(7.9);
        (await account.Get($"/v2/droplets/{id}"))["droplet"].GetProperty("status").GetString().Should().Be("new");
        account.Clock.Advance(0.1);
        (await account.Get($"/v2/droplets/{id}"))["droplet"].GetProperty("status").GetString().Should().Be("active");
    }

    [Fact] // 1.2
    public async Task A_new_droplet_is_missing_from_lists_but_readable_by_id()
    {
        await using Account account = new Account(new SandboxOptions { ListLag = TimeSpan.FromSeconds(5) });
        long id = await account.Create();

        (await account.Get("/v2/droplets")).Total.Should().Be(0);
        (await account.Get("/v2/droplets?name=web-1")).Total.Should().Be(0);
        (await account.Get($"/v2/droplets/{id}")).Status.Should().Be(200);
        account.Clock.Advance(5);
        (await account.Get("/v2/droplets")).Total.Should().Be(1);
    }

    [Fact] // 1.2
    public async Task Tags_appear_with_a_lag_in_responses_and_filters()
    {
        await using Account account = new Account(new SandboxOptions { TagLag = TimeSpan.FromSeconds(5) });
        long id = await account.Create("web-1", """ "tags":["blue"] """);

        (await account.Get($"/v2/droplets/{id}"))["droplet"].GetProperty("tags").GetArrayLength().Should().Be(0);
        (await account.Get("/v2/droplets?tag_name=blue")).Total.Should().Be(0);
        account.Clock.Advance(5);
        (await account.Get($"/v2/droplets/{id}"))["droplet"].GetProperty("tags")[0].GetString().Should().Be("blue");
        (await account.Get("/v2/droplets?tag_name=blue")).All("droplets", "name").Should().Equal("web-1");
    }

    [Fact] // 1.3
    public async Task Every_response_has_a_date_from_the_clock()
    {
        await using Account account = new Account();
        (await account.Get("/v2/regions")).Headers.Date.Should().Be(account.Clock.Now);
        (await account.Get("/nowhere")).Headers.Date.Should().Be(account.Clock.Now);
    }
}
