using System.Text.Json;
using Stagecraft.DigitalOcean.Sandbox.Tests.Support;

namespace Stagecraft.DigitalOcean.Sandbox.Tests;

/// <summary>Section 7: successful creates.</summary>
public sealed class CreateTests
{
    [Fact] // 7.1, 7.2
    public async Task A_created_droplet_is_new_locked_and_has_no_addresses()
    {
        await using Account account = new Account();
        Reply reply = await account.Post("/v2/droplets", Account.Body("web-1", """ "tags":["blue","green"] """));

        reply.Status.Should().Be(202);
        JsonElement droplet = reply["droplet"];
        droplet.GetProperty("status").GetString().Should().Be("new");
        droplet.GetProperty("locked").GetBoolean().Should().BeTrue();
        droplet.GetProperty("networks").GetRawText().Should().Be("""{"v4":[],"v6":[]}""");
        droplet.GetProperty("created_at").GetString().Should().Be("2026-03-14T15:09:26Z");
        droplet.GetProperty("tags").GetRawText().Should().Be("""["blue","green"]""");
        JsonElement link = reply["links"].GetProperty("actions")[0];
        link.GetProperty("rel").GetString().Should().Be("create");
        link.GetProperty("href").GetString().Should().Be($"https://api.digitalocean.com/v2/actions/{link.GetProperty("id")}");
    }

    [Fact] // 7.1
    public async Task A_droplet_has_every_required_member()
    {
        await using Account account = new Account();
        long id = await account.Create();
        JsonElement droplet = (await account.Get($"/v2/droplets/{id}"))["droplet"];
        droplet.EnumerateObject().Select(member => member.Name).Should().Contain(
        [
            "id", "name", "memory", "vcpus", "disk", "locked", "status", "kernel", "created_at", "features", "backup_ids",
            "next_backup_window",
            "snapshot_ids", "image", "volume_ids", "size", "size_slug", "networks", "region", "tags", "vpc_uuid",
        ]);
        droplet.GetProperty("region").GetProperty("sizes").GetArrayLength().Should().BePositive();
        droplet.GetProperty("size").GetProperty("price_monthly").GetDecimal().Should().Be(6);
        droplet.GetProperty("image").GetProperty("slug").GetString().Should().Be("ubuntu-22-04-x64");
        droplet.GetProperty("next_backup_window").ValueKind.Should().Be(JsonValueKind.Null);
    }

    [Fact] // 7.1
    public async Task Several_droplets_can_be_created_at_the_same_time_with_equal_names()
    {
        await using Account account = new Account();
        string body = """{"names":["a","a","b"],"size":"s-1vcpu-1gb","image":195934011,"region":"fra1"}""";
        Reply reply = await account.Post("/v2/droplets", body);
        reply.Status.Should().Be(202);
        reply.All("droplets", "name").Should().Equal("a", "a", "b");
        reply["links"].GetProperty("actions").GetArrayLength().Should().Be(3);
        reply["droplets"][0].GetProperty("image").GetProperty("slug").GetString().Should().Be("debian-12-x64");
    }

    [Fact] // 7.1
    public async Task A_single_entry_in_names_returns_a_list()
    {
        await using Account account = new Account();
        Reply reply = await account.Post("/v2/droplets", """{"names":["a"],"size":"s-1vcpu-1gb","image":"debian-12-x64"}""");
        reply.All("droplets", "name").Should().Equal("a");
    }

    [Fact] // 7.2, 7.5
    public async Task A_booted_droplet_is_active_unlocked_and_has_addresses()
    {
        await using Account account = new Account();
        long id = await account.Create("web-1", """ "ipv6":true """);
        account.Clock.Advance(8);
        JsonElement droplet = (await account.Get($"/v2/droplets/{id}"))["droplet"];
        droplet.GetProperty("locked").GetBoolean().Should().BeFalse();
        JsonElement networks = droplet.GetProperty("networks");
        (JsonElement v4, JsonElement v6) = (networks.GetProperty("v4"), networks.GetProperty("v6"));
        v4.EnumerateArray().Select(network => network.GetProperty("type").GetString()).Should().Equal("public", "private");
        v4[0].GetProperty("ip_address").GetString().Should().MatchRegex(@"^198\.1[89]\.");
        v4[1].GetProperty("ip_address").GetString().Should().StartWith("10.");
        v4[1].GetProperty("gateway").GetString().Should().Be("nil");
        v6[0].GetProperty("ip_address").GetString().Should().StartWith("2001:db8:");

        SandboxDroplet truth = account.Sandbox.Droplets.Single();
        (truth.PublicIpv4, truth.PrivateIpv4, truth.PublicIpv6).Should().Be(
            (
                v4[0].GetProperty("ip_address").GetString(),
                v4[1].GetProperty("ip_address").GetString(),
                v6[0].GetProperty("ip_address").GetString()));
    }

    [Fact] // 7.4
    public async Task A_region_may_be_a_prefix_or_absent()
    {
        await using Account account = new Account();
        (string Region, string Expected)[] cases =
        [
            (""" "region":"nyc", """, "nyc1"),
            (""" "region":"sfo", """, "sfo2"),
            (""" "region":"", """, "nyc1"),
            ("", "nyc1"),
        ];
        foreach ((string region, string expected) in cases)
        {
            Reply reply = await account.Post("/v2/droplets", $$"""{"name":"a",{{region}}"size":"s-1vcpu-1gb","image":"debian-12-x64"}""");
            reply["droplet"].GetProperty("region").GetProperty("slug").GetString().Should().Be(expected);
        }
    }

    [Fact] // 7.4
    public async Task Null_is_treated_as_absent()
    {
        await using Account account = new Account();
        string[] members = ["names", "tags", "ssh_keys", "user_data", "ipv6", "volumes", "vpc_uuid", "backup_policy"];
        string nulls = string.Join(',', members.Select(member => $"\"{member}\":null"));
        (await account.Post("/v2/droplets", Account.Body("a", nulls))).Status.Should().Be(202);
    }

    [Fact] // 7.5
    public async Task Addresses_are_unique()
    {
        await using Account account = new Account(new SandboxOptions { DropletLimit = 1000, RateLimit = false });
        for (int i = 0; i < 60; i++)
        {
            await account.Post(
                "/v2/droplets",
                """{"names":["a","b","c","d","e","f","g","h","i","j"],"size":"s-1vcpu-1gb","image":"debian-12-x64","ipv6":true}""");
        }

        account.Clock.Advance(8);
        account.Sandbox.Droplets.Select(droplet => droplet.PublicIpv4)
            .Should().HaveCount(600).And.OnlyHaveUniqueItems().And.NotContainNulls();
        account.Sandbox.Droplets.Select(droplet => droplet.PrivateIpv4).Should().OnlyHaveUniqueItems();
        account.Sandbox.Droplets.Select(droplet => droplet.PublicIpv6).Should().OnlyHaveUniqueItems();
    }

    [Fact] // 7.5
    public async Task Without_public_networking_a_droplet_has_only_a_private_address()
    {
        await using Account account = new Account(new SandboxOptions { Boot = TimeSpan.Zero });
        await account.Create("web-1", """ "public_networking":false """);
        SandboxDroplet truth = account.Sandbox.Droplets.Single();
        (truth.PublicIpv4, truth.PublicIpv6).Should().Be((null, null));
        truth.PrivateIpv4.Should().NotBeNull();
    }

    [Fact] // 7.3
    public async Task An_ssh_key_id_may_be_a_string()
    {
        await using Account account = new Account();
        await account.Create("web-1", """ "ssh_keys":["40000001"] """);
        account.Sandbox.Droplets.Single().SshKeyIds.Should().Equal(40000001);
    }

    [Fact] // 7.6
    public async Task Options_are_returned_as_features_and_secrets_are_never_returned()
    {
        await using Account account = new Account();
        SandboxSshKey key = account.Sandbox.AddSshKey("other");
        string more = $$"""
            "backups":true,"backup_policy":{"plan":"weekly","weekday":"MON","hour":4},"monitoring":true,"ipv6":true,
            "user_data":"#!secret","ssh_keys":["{{key.Fingerprint}}",40000001]
            """;
        Reply reply = await account.Post("/v2/droplets", Account.Body("web-1", more));

        JsonElement droplet = reply["droplet"];
        droplet.GetProperty("features").GetRawText()
            .Should().Be("""["backups","droplet_agent","private_networking","monitoring","ipv6"]""");
        droplet.GetProperty("next_backup_window").GetProperty("start").GetString().Should().Be("2026-03-16T04:00:00Z");
        reply.Text.Should().NotContain("secret").And.NotContain("ssh_keys").And.NotContain(key.Fingerprint);
        SandboxDroplet truth = account.Sandbox.Droplets.Single();
        truth.UserData.Should().Be("#!secret");
        truth.SshKeyIds.Should().Equal(key.Id, 40000001);
    }
}
