using System.Text.Json;
using Stagecraft.DigitalOcean.Sandbox.Tests.Support;
using Stagecraft.Sandbox.Storage;
using static Stagecraft.DigitalOcean.Sandbox.Tests.Support.VpcSteps;

namespace Stagecraft.DigitalOcean.Sandbox.Tests;

/// <summary>Section 6.6: default VPCs, members and addresses.</summary>
public sealed class VpcMemberTests
{
    [Fact]
    public async Task Another_vpc_can_become_the_default_and_the_previous_one_can_be_deleted()
    {
        await using Account account = new Account(new SandboxOptions { Boot = TimeSpan.Zero });
        string former = await DefaultOf(account, "nyc3");
        string id = Id((await CreateVpc(account, "mine", "nyc3", "10.10.0.0/24"))["vpc"]);
        (await account.Patch($"/v2/vpcs/{id}", """{"default":true}"""))["vpc"].GetProperty("default").GetBoolean().Should().BeTrue();
        (await account.Get($"/v2/vpcs/{former}"))["vpc"].GetProperty("default").GetBoolean().Should().BeFalse();
        (await account.Get($"/v2/vpcs/{await DefaultOf(account, "fra1")}"))["vpc"].GetProperty("default").GetBoolean().Should().BeTrue();

        await account.Create();
        account.Sandbox.CreateDroplet("web-2");
        account.Sandbox.Droplets.Should().OnlyContain(droplet => droplet.VpcUuid == id && droplet.PrivateIpv4!.StartsWith("10.10.0."));
        (await account.Delete($"/v2/vpcs/{former}")).Status.Should().Be(204);
        (await account.Get($"/v2/vpcs/{former}")).Status.Should().Be(404);
        (await CreateVpc(account, "again", "nyc3", "10.46.0.0/16")).Status.Should().Be(201, "its range is free now");
    }

    [Fact]
    public async Task A_default_vpc_or_one_with_members_cannot_be_deleted()
    {
        await using Account account = new Account(new SandboxOptions { ListLag = TimeSpan.FromMinutes(1) });
        Reply forbidden = await account.Delete($"/v2/vpcs/{await DefaultOf(account, "nyc3")}");
        (forbidden.Status, forbidden.ErrorId).Should().Be((403, "forbidden"));
        string id = Id((await CreateVpc(account, "mine", "nyc3", "10.10.0.0/24"))["vpc"]);
        long droplet = await account.Create("web-1", $""" "vpc_uuid":"{id}" """);
        (await account.Delete($"/v2/vpcs/{id}")).Status.Should().Be(403, "also while it is booting and not listed");
        account.Clock.Advance(8);
        await account.Delete($"/v2/droplets/{droplet}");
        (await account.Delete($"/v2/vpcs/{id}")).Status.Should().Be(403, "it is still being deleted");
        account.Clock.Advance(3);
        string balancer = await LoadBalancerSteps.Create(account, more: $""" "vpc_uuid":"{id}" """);
        (await account.Delete($"/v2/vpcs/{id}")).Status.Should().Be(403, "a load balancer is in it");
        account.Sandbox.Resources.Delete(balancer);
        (await account.Delete($"/v2/vpcs/{id}")).Status.Should().Be(204);
        (await account.Delete($"/v2/vpcs/{id}")).Status.Should().Be(404);
        (await CreateVpc(account, "mine", "nyc3", "10.10.0.0/24")).Status.Should().Be(201);
    }

    [Fact]
    public async Task The_members_of_a_vpc_are_its_droplets()
    {
        await using Account account = new Account(new SandboxOptions { ListLag = TimeSpan.FromSeconds(5) });
        string id = Id((await CreateVpc(account, "mine", "nyc3", "10.10.0.0/24"))["vpc"]);
        long first = await account.Create("a", $""" "vpc_uuid":"{id}" """);
        long second = await account.Create("b", $""" "vpc_uuid":"{id}" """);
        await account.Create("c");
        (await account.Get($"/v2/vpcs/{id}/members")).Total.Should().Be(0, "members lag like every list");
        account.Clock.Advance(5);
        Reply members = await account.Get($"/v2/vpcs/{id}/members?resource_type=droplet");
        members.All("members", "urn").Should().Equal($"do:droplet:{first}", $"do:droplet:{second}");
        members["members"][0].GetRawText()
            .Should().Be($$"""{"urn":"do:droplet:{{first}}","name":"a","created_at":"2026-03-14T15:09:26Z"}""");
        Reply page = await account.Get($"/v2/vpcs/{id}/members?per_page=1&page=2");
        (page.Total, page.All("members", "name").Single()).Should().Be((2, "b"));
        (await account.Get($"/v2/vpcs/{id}/members?resource_type=load_balancer")).Total.Should().Be(0);
        (await account.Get("/v2/vpcs/5a4d0b0c/members")).Status.Should().Be(404);
    }

    [Fact] // 7.3, 7.5
    public async Task Droplets_keep_their_vpc_and_have_an_address_in_its_range()
    {
        await using Account account = new Account(new SandboxOptions { Boot = TimeSpan.Zero });
        string id = Id((await CreateVpc(account, "mine", "nyc3", "192.168.4.0/22"))["vpc"]);
        JsonElement droplet = (await account.Get($"/v2/droplets/{await account.Create("a", $""" "vpc_uuid":"{id}" """)}"))["droplet"];
        droplet.GetProperty("vpc_uuid").GetString().Should().Be(id);
        JsonElement network = droplet.GetProperty("networks").GetProperty("v4")[1];
        network.GetProperty("ip_address").GetString().Should().Be("192.168.4.2");
        network.GetProperty("netmask").GetString().Should().Be("255.255.252.0");
        network.GetProperty("gateway").GetString().Should().Be("nil");

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
        string id = Id((await CreateVpc(account, "mine", "nyc3", "10.10.0.16/28"))["vpc"]);
        List<long> ids = new List<long>();
        for (int i = 0; i < 13; i++)
        {
            ids.Add(await account.Create($"web-{i}", $""" "vpc_uuid":"{id}" """));
        }

        account.Sandbox.Droplets.Select(droplet => droplet.PrivateIpv4)
            .Should().Equal(Enumerable.Range(18, 13).Select(host => $"10.10.0.{host}"));
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
            id = Id((await CreateVpc(first, "mine", "nyc3", "10.10.0.0/24"))["vpc"]);
            await first.Patch($"/v2/vpcs/{id}", """{"default":true}""");
            await first.Create();
            before = (await first.Get("/v2/vpcs?per_page=200")).Text;
        }

        await using Account second = new Account(options);
        (await second.Get("/v2/vpcs?per_page=200")).Text.Should().Be(before);
        second.Sandbox.Droplets.Single().VpcUuid.Should().Be(id);
    }
}
