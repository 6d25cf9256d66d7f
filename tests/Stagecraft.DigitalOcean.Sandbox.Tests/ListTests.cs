using Stagecraft.DigitalOcean.Sandbox.Tests.Support;

namespace Stagecraft.DigitalOcean.Sandbox.Tests;

/// <summary>Section 8.</summary>
public sealed class ListTests
{
    [Fact] // 8.2
    public async Task Gpu_droplets_are_listed_only_on_request()
    {
        await using Account account = Populated();
        (await account.Get("/v2/droplets")).All("droplets", "name").Should().Equal("Web", "web", "db");
        (await account.Get("/v2/droplets?type=droplets")).All("droplets", "name").Should().Equal("Web", "web", "db");
        (await account.Get("/v2/droplets?type=gpus")).All("droplets", "name").Should().Equal("brain");
        (await account.Get("/v2/droplets?type=gpus&name=BRAIN")).Total.Should().Be(1);
    }

    [Theory] // 8.3
    [InlineData("name=WEB", "Web,web")]
    [InlineData("name=we", "")]
    [InlineData("name=brain", "")]
    [InlineData("name=db&type=droplets", "db")]
    [InlineData("tag_name=Blue", "Web,db")]
    [InlineData("tag_name=blue", "")]
    [InlineData("tag_name=red", "")]
    [InlineData("tag_name=ns%3Ax", "web")]
    [InlineData("tag_name=", "")]
    public async Task Filters_match_whole_names_and_canonical_tags(string query, string names)
    {
        await using Account account = Populated();
        Reply reply = await account.Get($"/v2/droplets?{query}");
        string.Join(',', reply.All("droplets", "name")).Should().Be(names);
        reply.Total.Should().Be(reply["droplets"].GetArrayLength());
    }

    [Theory] // 8.3
    [InlineData("tag_name=Blue&name=web")]
    [InlineData("tag_name=Blue&type=gpus")]
    [InlineData("type=all")]
    [InlineData("type=")]
    public async Task Filters_that_cannot_be_combined_are_422(string query)
    {
        await using Account account = Populated();
        (await account.Get($"/v2/droplets?{query}")).Status.Should().Be(422);
    }

    [Fact] // 8.4
    public async Task Pages_of_a_long_list_have_the_right_droplets()
    {
        await using Account account = new Account();
        for (int i = 0; i < 450; i++)
        {
            account.Sandbox.CreateDroplet($"web-{i}", ["blue"]);
        }

        foreach (string? filter in new[] { "type=droplets", "tag_name=blue" })
        {
            Reply reply = await account.Get($"/v2/droplets?{filter}&per_page=200&page=3");
            reply.Total.Should().Be(450);
            reply.All("droplets", "name").Should().Equal(Enumerable.Range(400, 50).Select(i => $"web-{i}"));
        }
    }

    private static Account Populated()
    {
        Account account = new Account();
        account.Sandbox.CreateDroplet("Web", ["Blue"]);
        account.Sandbox.CreateDroplet("web", ["ns:x"]);
        account.Sandbox.CreateDroplet("db", ["blue"]);
        account.Sandbox.CreateDroplet("brain", ["Blue"], size: "gpu-h100x1-80gb", region: "tor1");
        return account;
    }
}
