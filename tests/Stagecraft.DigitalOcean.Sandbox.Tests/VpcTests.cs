using System.Text.Json;
using Stagecraft.DigitalOcean.Sandbox.Tests.Support;
using static Stagecraft.DigitalOcean.Sandbox.Tests.Support.VpcSteps;

namespace Stagecraft.DigitalOcean.Sandbox.Tests;

/// <summary>Section 6.6: creating and updating VPCs.</summary>
public sealed class VpcTests
{
    [Fact]
    public async Task Each_region_initially_has_a_default_vpc()
    {
        await using Account account = new Account();
        Reply list = await account.Get("/v2/vpcs?per_page=200");
        list.Total.Should().Be(15);
        list["vpcs"].EnumerateArray().Should().OnlyContain(vpc => vpc.GetProperty("default").GetBoolean()
            && vpc.GetProperty("name").GetString() == $"default-{vpc.GetProperty("region").GetString()}");
        JsonElement first = list["vpcs"][0];
        (await account.Get($"/v2/vpcs/{Id(first)}"))["vpc"].GetRawText().Should().Be(first.GetRawText());
        first.GetProperty("urn").GetString().Should().Be($"do:vpc:{Id(first)}");
    }

    [Fact]
    public async Task A_vpc_can_be_created_and_read()
    {
        await using Account account = new Account();
        Reply reply = await account.Post(
            "/v2/vpcs", """{"name":"env.prod-1","description":"for production","region":"nyc3","ip_range":"10.10.10.0/24"}""");
        reply.Status.Should().Be(201);
        JsonElement vpc = reply["vpc"];
        (vpc.GetProperty("name").GetString(), vpc.GetProperty("description").GetString(), vpc.GetProperty("region").GetString())
            .Should().Be(("env.prod-1", "for production", "nyc3"));
        (vpc.GetProperty("ip_range").GetString(), vpc.GetProperty("created_at").GetString(), vpc.GetProperty("default").GetBoolean())
            .Should().Be(("10.10.10.0/24", "2026-03-14T15:09:26Z", false));
        (await account.Get($"/v2/vpcs/{Id(vpc)}")).Text.Should().Be(reply.Text);
        (await account.Get("/v2/vpcs?per_page=200")).All("vpcs", "id")
            .Should().HaveCount(16).And.OnlyHaveUniqueItems().And.EndWith(Id(vpc));
    }

    [Fact]
    public async Task Without_a_range_a_vpc_gets_a_free_20_of_10()
    {
        await using Account account = new Account();
        await account.Post("/v2/vpcs", """{"name":"mine","region":"nyc3","ip_range":"10.192.16.0/22"}""");
        List<string> ranges = new List<string>();
        for (int i = 0; i < 3; i++)
        {
            Reply reply = await account.Post("/v2/vpcs", $$"""{"name":"auto-{{i}}","region":"nyc3"}""");
            ranges.Add(reply["vpc"].GetProperty("ip_range").GetString()!);
        }

        ranges.Should().Equal("10.192.0.0/20", "10.192.32.0/20", "10.192.48.0/20");
    }

    [Fact]
    public async Task Without_a_free_20_a_create_is_422()
    {
        await using Account account = new Account(new SandboxOptions { RateLimit = false });
        (int status, int made) = (201, -1);
        for (; status == 201; made++)
        {
            status = (await account.Post("/v2/vpcs", $$"""{"name":"auto-{{made}}","region":"nyc3"}""")).Status;
        }

        (status, made).Should().Be((422, (64 - 8) * 16), "four of the /15 of regions are there");
        (await account.Post("/v2/vpcs", """{"name":"other","region":"nyc3","ip_range":"192.168.0.0/20"}""")).Status.Should().Be(201);
    }

    [Theory]
    [InlineData("10.0.0.0/16", true)]
    [InlineData("10.10.0.0/16", true)]
    [InlineData("10.189.255.240/28", true)]
    [InlineData("172.16.0.0/16", true)]
    [InlineData("172.31.255.0/24", true)]
    [InlineData("192.168.0.0/16", true)]
    [InlineData("10.0.0.0/15", false)]
    [InlineData("10.0.0.0/29", false)]
    [InlineData("10.0.0.0/8", false)]
    [InlineData("10.0.0.0/0", false)]
    [InlineData("0.0.0.0/0", false)]
    [InlineData("255.255.255.255/32", false)]
    [InlineData("10.0.0.0/33", false)]
    [InlineData("10.0.0.0/-1", false)]
    [InlineData("10.0.0.0/99999999999999999999", false)]
    [InlineData("10.0.0.1/24", false)]
    [InlineData("10.0.0.0", false)]
    [InlineData("10.0.0.0/", false)]
    [InlineData("10.0.0.0/24/24", false)]
    [InlineData("10.0.0/24", false)]
    [InlineData("10.0.0.0.0/24", false)]
    [InlineData("10.0.256.0/24", false)]
    [InlineData("010.0.0.0/24", false)]
    [InlineData("10.0.0.0/024", false)]
    [InlineData(" 10.0.0.0/24", false)]
    [InlineData("10.0.0.0/+24", false)]
    [InlineData("", false)]
    [InlineData("fd00::/64", false)]
    [InlineData("::ffff:10.0.0.0/112", false)]
    [InlineData("8.8.8.0/24", false)]
    [InlineData("172.32.0.0/16", false)]
    [InlineData("192.169.0.0/24", false)]
    [InlineData("10.14.0.0/16", false)]
    [InlineData("10.239.255.240/28", false)]
    [InlineData("10.254.0.0/24", false)]
    public async Task The_range_must_be_a_free_private_network_of_16_to_28(string range, bool good)
    {
        await using Account account = new Account();
        (await account.Post("/v2/vpcs", $$"""{"name":"mine","region":"nyc3","ip_range":"{{range}}"}""")).Status
            .Should().Be(good ? 201 : 422);
        (await account.Get("/v2/vpcs")).Total.Should().Be(good ? 16 : 15);
    }

    [Fact]
    public async Task A_range_must_not_overlap_ranges_of_other_regions()
    {
        await using Account account = new Account();
        (await CreateVpc(account, "a", "nyc3", "10.10.16.0/20")).Status.Should().Be(201);
        foreach (string? range in new[] { "10.10.16.0/20", "10.10.0.0/16", "10.10.31.240/28" })
        {
            (await CreateVpc(account, "b", "fra1", range)).Status.Should().Be(422);
        }

        (await CreateVpc(account, "b", "fra1", "10.10.32.0/20")).Status.Should().Be(201);
    }

    public static TheoryData<string> Bad =>
    [
        """{}""",
        """{"name":"a"}""",
        """{"region":"nyc3"}""",
        """{"name":"","region":"nyc3"}""",
        """{"name":"a b","region":"nyc3"}""",
        """{"name":"a_b","region":"nyc3"}""",
        """{"name":"ä","region":"nyc3"}""",
        """{"name":"a\u0000","region":"nyc3"}""",
        """{"name":7,"region":"nyc3"}""",
        """{"name":"default-nyc3","region":"nyc3"}""",
        """{"name":"a","region":"mars1"}""",
        """{"name":"a","region":"nyc"}""",
        """{"name":"a","region":["nyc3"]}""",
        """{"name":"a","region":"nyc3","description":1e400}""",
        """{"name":"a","region":"nyc3","ip_range":10}""",
        """{"name":"a","region":"nyc3","ip_range":["10.0.0.0/16"]}""",
        $$"""{"name":"a","region":"nyc3","description":"{{new string('d', 256)}}"}""",
    ];

    [Theory]
    [MemberData(nameof(Bad))]
    public async Task An_invalid_vpc_is_422_and_not_created(string body)
    {
        await using Account account = new Account();
        Reply reply = await account.Post("/v2/vpcs", body);
        (reply.Status, reply.ErrorId).Should().Be((422, "unprocessable_entity"));
        (await account.Get("/v2/vpcs")).Total.Should().Be(15);
    }

    [Fact]
    public async Task Put_and_patch_change_the_given_members()
    {
        await using Account account = new Account();
        string id = Id((await CreateVpc(account, "a", "nyc3", "10.10.0.0/24"))["vpc"]);
        (await account.Put($"/v2/vpcs/{id}", """{"name":"b","description":"x"}"""))["vpc"].GetProperty("description").GetString()
            .Should().Be("x");
        (await account.Put($"/v2/vpcs/{id}", """{"description":"y"}""")).Status.Should().Be(422, "PUT needs the name");
        Reply patched =
            await account.Patch($"/v2/vpcs/{id}", """{"description":"z","default":false,"ip_range":"10.0.0.0/16","region":"fra1"}""");
        patched.Status.Should().Be(200);
        JsonElement vpc = (await account.Get($"/v2/vpcs/{id}"))["vpc"];
        vpc.GetRawText().Should().Be(patched["vpc"].GetRawText());
        (vpc.GetProperty("name").GetString(), vpc.GetProperty("description").GetString()).Should().Be(("b", "z"));
        (vpc.GetProperty("region").GetString(), vpc.GetProperty("ip_range").GetString()).Should().Be(("nyc3", "10.10.0.0/24"));
        (await account.Put($"/v2/vpcs/{id}", """{"name":"b"}"""))["vpc"].GetProperty("description").GetString().Should().Be("z");
    }

    [Theory]
    [InlineData("""{"name":"default-fra1"}""", 422)]
    [InlineData("""{"name":"a b"}""", 422)]
    [InlineData("""{"name":"a","description":[]}""", 422)]
    [InlineData("""{"name":"a","default":"true"}""", 422)]
    [InlineData("""{"name":"a","default":false}""", 422)]
    [InlineData("[]", 400)]
    [InlineData("", 400)]
    public async Task An_invalid_update_changes_nothing(string body, int status)
    {
        await using Account account = new Account();
        string before = (await account.Get("/v2/vpcs")).Text;
        string id = await DefaultOf(account, "nyc3");
        (await account.Put($"/v2/vpcs/{id}", body)).Status.Should().Be(status);
        (await account.Patch($"/v2/vpcs/{id}", body)).Status.Should().Be(status);
        (await account.Get("/v2/vpcs")).Text.Should().Be(before);
    }

    [Theory]
    [InlineData("5a4d0b0c-0000-4000-9000-00000000ffff")]
    [InlineData("5A4D0B0C-0000-4000-9000-000000000000")]
    [InlineData("default-nyc3")]
    [InlineData("%00")]
    [InlineData("'%20OR%201=1--")]
    [InlineData("%ff%fe")]
    public async Task An_unknown_vpc_is_404(string id)
    {
        await using Account account = new Account();
        (await account.Get($"/v2/vpcs/{id}")).Status.Should().Be(404);
        (await account.Put($"/v2/vpcs/{id}", """{"name":"a"}""")).Status.Should().Be(404);
        (await account.Patch($"/v2/vpcs/{id}", "{}")).Status.Should().Be(404);
        (await account.Delete($"/v2/vpcs/{id}")).Status.Should().Be(404);
        (await account.Get($"/v2/vpcs/{id}/members")).Status.Should().Be(404);
    }
}
