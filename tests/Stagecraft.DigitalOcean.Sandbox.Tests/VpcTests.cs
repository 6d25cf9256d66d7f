using System.Text.Json;
using Stagecraft.DigitalOcean.Sandbox.Tests.Support;

namespace Stagecraft.DigitalOcean.Sandbox.Tests;

/// <summary>Section 6.6: VPCs.</summary>
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
        Reply reply = await account.Post("/v2/vpcs", """{"name":"env.prod-1","description":"for production","region":"nyc3","ip_range":"10.10.10.0/24"}""");
        reply.Status.Should().Be(201);
        JsonElement vpc = reply["vpc"];
        (vpc.GetProperty("name").GetString(), vpc.GetProperty("description").GetString(), vpc.GetProperty("region").GetString())
            .Should().Be(("env.prod-1", "for production", "nyc3"));
        (vpc.GetProperty("ip_range").GetString(), vpc.GetProperty("created_at").GetString(), vpc.GetProperty("default").GetBoolean())
            .Should().Be(("10.10.10.0/24", "2026-03-14T15:09:26Z", false));
        (await account.Get($"/v2/vpcs/{Id(vpc)}")).Text.Should().Be(reply.Text);
        (await account.Get("/v2/vpcs?per_page=200")).All("vpcs", "id").Should().HaveCount(16).And.OnlyHaveUniqueItems().And.EndWith(Id(vpc));
    }

    [Fact]
    public async Task Without_a_range_a_vpc_gets_a_free_20_of_10()
    {
        await using Account account = new Account();
        await account.Post("/v2/vpcs", """{"name":"mine","region":"nyc3","ip_range":"10.192.16.0/22"}""");
        List<string> ranges = new List<string>();
        for (int i = 0; i < 3; i++)
        {
            ranges.Add((await account.Post("/v2/vpcs", $$"""{"name":"auto-{{i}}","region":"nyc3"}"""))["vpc"].GetProperty("ip_range").GetString()!);
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
        (await account.Post("/v2/vpcs", $$"""{"name":"mine","region":"nyc3","ip_range":"{{range}}"}""")).Status.Should().Be(good ? 201 : 422);
        (await account.Get("/v2/vpcs")).Total.Should().Be(good ? 16 : 15);
    }

    [Fact]
    public async Task A_range_must_not_overlap_ranges_of_other_regions()
    {
        await using Account account = new Account();
        (await Make(account, "a", "nyc3", "10.10.16.0/20")).Status.Should().Be(201);
        foreach (string? range in new[] { "10.10.16.0/20", "10.10.0.0/16", "10.10.31.240/28" })
        {
            (await Make(account, "b", "fra1", range)).Status.Should().Be(422);
        }

        (await Make(account, "b", "fra1", "10.10.32.0/20")).Status.Should().Be(201);
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
        string id = Id((await Make(account, "a", "nyc3", "10.10.0.0/24"))["vpc"]);
        (await account.Put($"/v2/vpcs/{id}", """{"name":"b","description":"x"}"""))["vpc"].GetProperty("description").GetString().Should().Be("x");
        (await account.Put($"/v2/vpcs/{id}", """{"description":"y"}""")).Status.Should().Be(422, "PUT needs the name");
        Reply patched = await account.Patch($"/v2/vpcs/{id}", """{"description":"z","default":false,"ip_range":"10.0.0.0/16","region":"fra1"}""");
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

    [Fact]
    public async Task Another_vpc_can_become_the_default_and_the_previous_one_can_be_deleted()
    {
        await using Account account = new Account(new SandboxOptions { Boot = TimeSpan.Zero });
        string former = await DefaultOf(account, "nyc3");
        string id = Id((await Make(account, "mine", "nyc3", "10.10.0.0/24"))["vpc"]);
        (await account.Patch($"/v2/vpcs/{id}", """{"default":true}"""))["vpc"].GetProperty("default").GetBoolean().Should().BeTrue();
        (await account.Get($"/v2/vpcs/{former}"))["vpc"].GetProperty("default").GetBoolean().Should().BeFalse();
        (await account.Get($"/v2/vpcs/{await DefaultOf(account, "fra1")}"))["vpc"].GetProperty("default").GetBoolean().Should().BeTrue();

        await account.Create();
        account.Sandbox.CreateDroplet("web-2");
        account.Sandbox.Droplets.Should().OnlyContain(droplet => droplet.VpcUuid == id && droplet.PrivateIpv4!.StartsWith("10.10.0."));
        (await account.Delete($"/v2/vpcs/{former}")).Status.Should().Be(204);
        (await account.Get($"/v2/vpcs/{former}")).Status.Should().Be(404);
        (await Make(account, "again", "nyc3", "10.46.0.0/16")).Status.Should().Be(201, "its range is free now");
    }

    [Fact]
    public async Task A_default_vpc_or_one_with_members_cannot_be_deleted()
    {
        await using Account account = new Account(new SandboxOptions { ListLag = TimeSpan.FromMinutes(1) });
        Reply forbidden = await account.Delete($"/v2/vpcs/{await DefaultOf(account, "nyc3")}");
        (forbidden.Status, forbidden.ErrorId).Should().Be((403, "forbidden"));
        string id = Id((await Make(account, "mine", "nyc3", "10.10.0.0/24"))["vpc"]);
        long droplet = await account.Create("web-1", $""" "vpc_uuid":"{id}" """);
        (await account.Delete($"/v2/vpcs/{id}")).Status.Should().Be(403, "also while it is booting and not listed");
        account.Clock.Advance(8);
        await account.Delete($"/v2/droplets/{droplet}");
        (await account.Delete($"/v2/vpcs/{id}")).Status.Should().Be(403, "it is still being deleted");
        account.Clock.Advance(3);
        (await account.Delete($"/v2/vpcs/{id}")).Status.Should().Be(204);
        (await account.Delete($"/v2/vpcs/{id}")).Status.Should().Be(404);
        (await Make(account, "mine", "nyc3", "10.10.0.0/24")).Status.Should().Be(201);
    }

    [Fact]
    public async Task The_members_of_a_vpc_are_its_droplets()
    {
        await using Account account = new Account(new SandboxOptions { ListLag = TimeSpan.FromSeconds(5) });
        string id = Id((await Make(account, "mine", "nyc3", "10.10.0.0/24"))["vpc"]);
        long first = await account.Create("a", $""" "vpc_uuid":"{id}" """);
        long second = await account.Create("b", $""" "vpc_uuid":"{id}" """);
        await account.Create("c");
        (await account.Get($"/v2/vpcs/{id}/members")).Total.Should().Be(0, "members lag like every list");
        account.Clock.Advance(5);
        Reply members = await account.Get($"/v2/vpcs/{id}/members?resource_type=droplet");
        members.All("members", "urn").Should().Equal($"do:droplet:{first}", $"do:droplet:{second}");
        members["members"][0].GetRawText().Should().Be($$"""{"urn":"do:droplet:{{first}}","name":"a","created_at":"2026-03-14T15:09:26Z"}""");
        Reply page = await account.Get($"/v2/vpcs/{id}/members?per_page=1&page=2");
        (page.Total, page.All("members", "name").Single()).Should().Be((2, "b"));
        (await account.Get($"/v2/vpcs/{id}/members?resource_type=load_balancer")).Total.Should().Be(0);
        (await account.Get("/v2/vpcs/5a4d0b0c/members")).Status.Should().Be(404);
    }

    [Fact] // 7.3, 7.5
    public async Task Droplets_keep_their_vpc_and_have_an_address_in_its_range()
    {
        await using Account account = new Account(new SandboxOptions { Boot = TimeSpan.Zero });
        string id = Id((await Make(account, "mine", "nyc3", "192.168.4.0/22"))["vpc"]);
        JsonElement droplet = (await account.Get($"/v2/droplets/{await account.Create("a", $""" "vpc_uuid":"{id}" """)}"))["droplet"];
        droplet.GetProperty("vpc_uuid").GetString().Should().Be(id);
        JsonElement network = droplet.GetProperty("networks").GetProperty("v4")[1];
        (network.GetProperty("ip_address").GetString(), network.GetProperty("netmask").GetString(), network.GetProperty("gateway").GetString())
            .Should().Be(("192.168.4.2", "255.255.252.0", "nil"));

        await account.Patch($"/v2/vpcs/{id}", """{"default":true}""");
        JsonElement byDefault = (await account.Get($"/v2/droplets/{await account.Create("b", """ "vpc_uuid":"" """)}"))["droplet"];
        byDefault.GetProperty("vpc_uuid").GetString().Should().Be(id);
        (await account.Post("/v2/droplets", Account.Body("c", $""" "vpc_uuid":"{id}","region":"fra1" """))).Status.Should().Be(422);
        account.Sandbox.CreateDroplet("d", region: "moon1").VpcUuid.Should().BeNull();
    }

    [Fact] // 7.5
    public async Task A_full_vpc_rejects_creates_until_an_address_is_free()
    {
        await using Account account = new Account(new SandboxOptions { Boot = TimeSpan.Zero, DropletLimit = 100 });
        string id = Id((await Make(account, "mine", "nyc3", "10.10.0.16/28"))["vpc"]);
        List<long> ids = new List<long>();
        for (int i = 0; i < 13; i++)
        {
            ids.Add(await account.Create($"web-{i}", $""" "vpc_uuid":"{id}" """));
        }

        account.Sandbox.Droplets.Select(droplet => droplet.PrivateIpv4).Should().Equal(Enumerable.Range(18, 13).Select(host => $"10.10.0.{host}"));
        (await account.Post("/v2/droplets", Account.Body("more", $""" "vpc_uuid":"{id}" """))).Status.Should().Be(422);
        account.Sandbox.Droplets.Should().HaveCount(13);

        await account.Delete($"/v2/droplets/{ids[4]}");
        account.Clock.Advance(3);
        await account.Create("again", $""" "vpc_uuid":"{id}" """);
        account.Sandbox.Droplets.Single(droplet => droplet.Name == "again").PrivateIpv4.Should().Be("10.10.0.22");
    }

    [Fact] // 12.1
    public async Task Vpcs_are_stored_in_the_state_file()
    {
        using TempFolder folder = new TempFolder();
        SandboxOptions options = new SandboxOptions { StateFile = folder.File("state.db") };
        string id, before;
        await using (Account first = new Account(options))
        {
            id = Id((await Make(first, "mine", "nyc3", "10.10.0.0/24"))["vpc"]);
            await first.Patch($"/v2/vpcs/{id}", """{"default":true}""");
            await first.Create();
            before = (await first.Get("/v2/vpcs?per_page=200")).Text;
        }

        await using Account second = new Account(options);
        (await second.Get("/v2/vpcs?per_page=200")).Text.Should().Be(before);
        second.Sandbox.Droplets.Single().VpcUuid.Should().Be(id);
    }

    private static Task<Reply> Make(Account account, string name, string region, string range) =>
        account.Post("/v2/vpcs", $$"""{"name":"{{name}}","region":"{{region}}","ip_range":"{{range}}"}""");

    private static async Task<string> DefaultOf(Account account, string region) =>
        Id((await account.Get("/v2/vpcs?per_page=200"))["vpcs"].EnumerateArray().Single(vpc => vpc.GetProperty("name").GetString() == $"default-{region}"));

    private static string Id(JsonElement vpc) => vpc.GetProperty("id").GetString()!;
}
