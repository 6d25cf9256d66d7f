using Stagecraft.DigitalOcean.Sandbox.Tests.Support;

namespace Stagecraft.DigitalOcean.Sandbox.Tests;

/// <summary>Section 7.3: rejected creates.</summary>
public sealed class CreateRefusalTests
{
    public static TheoryData<string> Bad =>
    [
        """{}""",
        """{"size":"s-1vcpu-1gb","image":"debian-12-x64"}""",
        """{"name":"a","names":["b"],"size":"s-1vcpu-1gb","image":"debian-12-x64"}""",
        """{"names":[],"size":"s-1vcpu-1gb","image":"debian-12-x64"}""",
        """{"names":["a","b","c","d","e","f","g","h","i","j","k"],"size":"s-1vcpu-1gb","image":"debian-12-x64"}""",
        """{"names":["a","b_c"],"size":"s-1vcpu-1gb","image":"debian-12-x64"}""",
        """{"names":["a",7],"size":"s-1vcpu-1gb","image":"debian-12-x64"}""",
        """{"names":"a","size":"s-1vcpu-1gb","image":"debian-12-x64"}""",
        """{"name":7,"size":"s-1vcpu-1gb","image":"debian-12-x64"}""",
        """{"name":"a","image":"debian-12-x64"}""",
        """{"name":"a","size":"s-1vcpu-1gb"}""",
        """{"name":"a","size":"s-1vcpu-1gb","image":true}""",
        """{"name":"a","size":"s-1vcpu-1gb","image":1.5}""",
        """{"name":"a","size":["s-1vcpu-1gb"],"image":"debian-12-x64"}""",
        Account.Body("a", """ "size":"s-1vcpu-3gb" """),
        Account.Body("a", """ "size":"s-99vcpu-1gb" """),
        Account.Body("a", """ "size":"S-1VCPU-1GB" """),
        Account.Body("a", """ "size":"c-2","region":"nyc2" """),
        Account.Body("a", """ "region":"mars1" """),
        Account.Body("a", """ "region":"sfo1" """),
        Account.Body("a", """ "region":"n" """),
        Account.Body("a", """ "image":"windows" """),
        Account.Body("a", """ "image":1 """),
        Account.Body("a", """ "image":"docker-20-04","size":"s-1vcpu-512mb-10gb" """),
        Account.Body("a", """ "image":"gpu-h100x1-base","size":"s-8vcpu-16gb","region":"nyc3" """),
        Account.Body("a", """ "ssh_keys":[1] """),
        Account.Body("a", """ "ssh_keys":["00:11"] """),
        Account.Body("a", """ "ssh_keys":["1"] """),
        Account.Body("a", """ "ssh_keys":["+40000001"] """),
        Account.Body("a", """ "ssh_keys":[true] """),
        Account.Body("a", """ "ssh_keys":40000001 """),
        Account.Body("a", """ "tags":["a b"] """),
        Account.Body("a", """ "tags":["a.b"] """),
        Account.Body("a", """ "tags":[""] """),
        Account.Body("a", """ "tags":[null] """),
        Account.Body("a", """ "tags":"blue" """),
        Account.Body("a", """ "user_data":7 """),
        Account.Body("a", """ "ipv6":"yes" """),
        Account.Body("a", """ "monitoring":1 """),
        Account.Body("a", """ "public_networking":false,"ipv6":true """),
        Account.Body("a", """ "volumes":["5a4d0b0c"] """),
        Account.Body("a", """ "vpc_uuid":"5a4d0b0c" """),
        Account.Body("a", """ "backup_policy":{"plan":"daily"} """),
        Account.Body("a", """ "backups":true,"backup_policy":{} """),
        Account.Body("a", """ "backups":true,"backup_policy":[] """),
        Account.Body("a", """ "backups":true,"backup_policy":{"plan":"hourly"} """),
        Account.Body("a", """ "backups":true,"backup_policy":{"plan":"daily","hour":3} """),
        Account.Body("a", """ "backups":true,"backup_policy":{"plan":"daily","hour":"4"} """),
        Account.Body("a", """ "backups":true,"backup_policy":{"plan":"weekly","weekday":"Monday"} """),
    ];

    [Theory]
    [MemberData(nameof(Bad))]
    public async Task An_invalid_create_is_422_and_has_no_effect(string body)
    {
        await using Account account = new Account();
        Reply reply = await account.Post("/v2/droplets", body);
        (reply.Status, reply.ErrorId).Should().Be((422, "unprocessable_entity"));
        account.Sandbox.Droplets.Should().BeEmpty();
        (await account.Get("/v2/tags")).Total.Should().Be(0);
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("a_b", false)]
    [InlineData("a-", false)]
    [InlineData("a.", false)]
    [InlineData("ä", false)]
    [InlineData("a\\n", false)]
    [InlineData("a b", false)]
    [InlineData("-a", true)]
    [InlineData(".a", true)]
    [InlineData("A.example-1.com", true)]
    public async Task Names_must_match_the_pattern(string name, bool good)
    {
        await using Account account = new Account();
        (await account.Post("/v2/droplets", Account.Body(name))).Status.Should().Be(good ? 202 : 422);
    }

    [Fact]
    public async Task Maximum_lengths_are_enforced()
    {
        await using Account account = new Account();
        (await account.Post("/v2/droplets", Account.Body(new string('a', 255)))).Status.Should().Be(202);
        (await account.Post("/v2/droplets", Account.Body(new string('a', 256)))).Status.Should().Be(422);
        (await account.Post("/v2/droplets", Account.Body("a", $$""" "tags":["{{new string('t', 255)}}"] """))).Status.Should().Be(202);
        (await account.Post("/v2/droplets", Account.Body("a", $$""" "tags":["{{new string('t', 256)}}"] """))).Status.Should().Be(422);
        (await account.Post("/v2/droplets", Account.Body("a", $$""" "user_data":"{{new string('ä', 32 * 1024)}}" """))).Status
            .Should().Be(202);
        (await account.Post("/v2/droplets", Account.Body("a", $$""" "user_data":"{{new string('ä', 32 * 1024)}}x" """))).Status
            .Should().Be(422);
    }

    [Fact]
    public async Task The_limit_includes_droplets_in_transition_and_a_create_is_atomic()
    {
        await using Account account = new Account(new SandboxOptions { DropletLimit = 3 });
        long id = await account.Create("a");
        string three = """{"names":["b","c","d"],"size":"s-1vcpu-1gb","image":"debian-12-x64"}""";
        (await account.Post("/v2/droplets", three)).Status.Should().Be(422);
        account.Sandbox.Droplets.Should().HaveCount(1);

        account.Clock.Advance(8);
        (await account.Delete($"/v2/droplets/{id}")).Status.Should().Be(204);
        (await account.Post("/v2/droplets", three)).Status.Should().Be(422, "the first is still being deleted");
        account.Clock.Advance(3);
        (await account.Post("/v2/droplets", three)).Status.Should().Be(202);
    }

    [Fact]
    public async Task The_vpc_must_belong_to_the_region()
    {
        await using Account account = new Account();
        Dictionary<string, string?> vpcs = (await account.Get("/v2/vpcs?per_page=200"))["vpcs"].EnumerateArray()
            .ToDictionary(vpc => vpc.GetProperty("region").GetString()!, vpc => vpc.GetProperty("id").GetString());
        (await account.Post("/v2/droplets", Account.Body("a", $""" "vpc_uuid":"{vpcs["fra1"]}" """))).Status.Should().Be(422);
        (await account.Post("/v2/droplets", Account.Body("a", $""" "vpc_uuid":"{vpcs["nyc3"]}" """))).Status.Should().Be(202);
    }
}
