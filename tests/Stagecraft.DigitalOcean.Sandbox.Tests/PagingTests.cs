using System.Text.Json;
using Stagecraft.DigitalOcean.Sandbox.Tests.Support;

namespace Stagecraft.DigitalOcean.Sandbox.Tests;

/// <summary>Section 5.</summary>
public sealed class PagingTests
{
    [Theory] // 5.1
    [InlineData("page=0")]
    [InlineData("page=x")]
    [InlineData("page=")]
    [InlineData("per_page=0")]
    [InlineData("per_page=201")]
    [InlineData("per_page=-1")]
    public async Task Pages_out_of_range_are_422(string query)
    {
        await using Account account = new Account();
        foreach (string? path in new[] { "/v2/droplets", "/v2/sizes", "/v2/account/keys", "/v2/actions", "/v2/tags" })
        {
            (await account.Get($"{path}?{query}")).Status.Should().Be(422);
        }
    }

    [Fact] // 5.1, 5.3
    public async Task Following_next_links_returns_every_item_once()
    {
        await using Account account = new Account();
        string[] all = (await account.Get("/v2/sizes?per_page=200")).All("sizes", "slug");
        List<string> seen = new List<string>();
        for (string? path = "/v2/sizes"; path is not null;)
        {
            Reply reply = await account.Get(path);
            reply.Total.Should().Be(all.Length);
            seen.AddRange(reply.All("sizes", "slug"));
            path = Link(reply, "next");
        }

        all.Length.Should().BeGreaterThan(40);
        seen.Should().Equal(all);
    }

    [Fact] // 5.2
    public async Task Links_are_present_only_for_existing_pages()
    {
        await using Account account = new Account();
        foreach (string? name in new[] { "a", "b", "c" })
        {
            account.Sandbox.CreateDroplet(name, ["blue"]);
        }

        Reply first = await account.Get("/v2/droplets?tag_name=blue&page=1&per_page=1");
        (Link(first, "first"), Link(first, "prev")).Should().Be((null, null));
        Link(first, "next").Should().Be("https://api.digitalocean.com/v2/droplets?page=2&tag_name=blue&per_page=1");
        Link(first, "last").Should().Be("https://api.digitalocean.com/v2/droplets?page=3&tag_name=blue&per_page=1");

        Reply last = await account.Get(Link(first, "last")!);
        last.All("droplets", "name").Should().Equal("c");
        (Link(last, "next"), Link(last, "last")).Should().Be((null, null));
        Link(last, "prev").Should().Contain("page=2&");

        Reply past = await account.Get("/v2/droplets?page=9&per_page=1");
        past["droplets"].GetArrayLength().Should().Be(0);
        (Link(past, "prev"), past.Total).Should().Be(("https://api.digitalocean.com/v2/droplets?page=3&per_page=1", 3));
    }

    [Fact] // 5.2
    public async Task A_single_page_has_no_links()
    {
        await using Account account = new Account();
        (await account.Get("/v2/droplets"))["links"].GetRawText().Should().Be("{}");
    }

    private static string? Link(Reply reply, string name) =>
        reply["links"].TryGetProperty("pages", out JsonElement pages) && pages.TryGetProperty(name, out JsonElement link)
            ? link.GetString()
            : null;
}
