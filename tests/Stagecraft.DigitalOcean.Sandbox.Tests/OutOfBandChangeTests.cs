using System.Text.Json;
using Stagecraft.DigitalOcean.Sandbox.Tests.Support;
using Stagecraft.Sandbox;

namespace Stagecraft.DigitalOcean.Sandbox.Tests;

/// <summary>Section 14.</summary>
public sealed class OutOfBandChangeTests
{
    [Fact] // 14.1
    public async Task Droplets_are_the_actual_state_regardless_of_lists()
    {
        await using Account account =
            new Account(new SandboxOptions { ListLag = TimeSpan.FromMinutes(1), TagLag = TimeSpan.FromMinutes(1), CanReadTags = false });
        long id = await account.Create("web-1", """ "tags":["blue"] """);
        (await account.Get("/v2/droplets")).Total.Should().Be(0);
        SandboxDroplet droplet = account.Sandbox.Droplets.Single();
        (droplet.Id, droplet.Name, droplet.Status, droplet.IsLocked, droplet.IsDeleting).Should().Be((id, "web-1", "new", true, false));
        (droplet.Region, droplet.Size, droplet.Image, droplet.CreatedAt)
            .Should().Be(("nyc3", "s-1vcpu-1gb", "ubuntu-22-04-x64", account.Clock.Now));
        droplet.Tags.Should().Equal("blue");
    }

    [Fact] // 14.1
    public async Task Requests_are_logged_without_the_token()
    {
        List<SandboxRequest> logged = new List<SandboxRequest>();
        await using Account account = new Account(new SandboxOptions { Log = logged.Add });
        await account.Get("/v2/droplets?page=2");
        await account.Send(HttpMethod.Get, "/v2/account", authorization: "Basic secret");
        account.Sandbox.Requests.Should().Equal(
            new SandboxRequest("GET", "/v2/droplets?page=2", 200, account.Clock.Now),
            new SandboxRequest("GET", "/v2/account", 401, account.Clock.Now));
        logged.Should().Equal(account.Sandbox.Requests);
    }

    [Fact] // 14.2
    public async Task Out_of_band_creates_bypass_limits_and_rules()
    {
        await using Account account = new Account(new SandboxOptions { DropletLimit = 0 });
        SandboxDroplet odd = account.Sandbox.CreateDroplet("not a valid_name!", region: "moon1", size: "8gb");
        odd.Status.Should().Be("active");
        JsonElement shown = (await account.Get("/v2/droplets"))["droplets"][0];
        shown.GetProperty("region").GetProperty("available").GetBoolean().Should().BeFalse();
        shown.GetProperty("size").GetProperty("slug").GetString().Should().Be("8gb");
        account.Sandbox.CreateDroplet("b", booting: true).Status.Should().Be("new");

        Func<SandboxDroplet> badTag = () => account.Sandbox.CreateDroplet("c", ["not valid"]);
        badTag.Should().Throw<ArgumentException>();
        Func<SandboxDroplet> badImage = () => account.Sandbox.CreateDroplet("c", image: "windows");
        badImage.Should().Throw<ArgumentException>();
    }

    [Fact] // 14.2, 14.3
    public async Task Out_of_band_changes_take_effect_immediately()
    {
        await using Account account = new Account();
        long id = await account.Create("web-1", """ "tags":["blue","green"] """);
        account.Sandbox.SetTags(id, ["red", "GREEN"]);
        account.Sandbox.SetStatus(id, "hibernating");
        account.Sandbox.Rename(id, "web 2");
        JsonElement droplet = (await account.Get($"/v2/droplets/{id}"))["droplet"];
        droplet.GetProperty("tags").EnumerateArray().Select(tag => tag.GetString()).Should().BeEquivalentTo("green", "red");
        droplet.GetProperty("status").GetString().Should().Be("hibernating");
        droplet.GetProperty("name").GetString().Should().Be("web 2");
        droplet.GetProperty("locked").GetBoolean().Should().BeFalse();

        account.Sandbox.SetStatus(id, "new");
        account.Clock.Advance(60);
        account.Sandbox.Droplets.Single().Should().Match<SandboxDroplet>(d => d.Status == "new" && d.IsLocked && d.PublicIpv4 == null);
    }

    [Fact] // 14.2
    public async Task Backups_can_be_changed_out_of_band()
    {
        await using Account account = new Account();
        long id = await account.Create("web-1");
        account.Sandbox.SetLocked(id, true);

        account.Sandbox.SetBackups(id, true);
        account.Sandbox.SetBackups(id, true);
        (await Features()).Should().Contain("backups").And.OnlyHaveUniqueItems();
        account.Sandbox.Droplets.Single().HasBackups.Should().BeTrue();

        account.Sandbox.SetBackups(id, false);
        (await Features()).Should().NotContain("backups");
        account.Sandbox.Droplets.Single().HasBackups.Should().BeFalse();

        async Task<IEnumerable<string?>> Features() =>
            [.. (await account.Get($"/v2/droplets/{id}"))["droplet"].GetProperty("features").EnumerateArray().Select(f => f.GetString())];
    }

    [Fact] // 14.2
    public async Task Out_of_band_deletes_bypass_locks_and_take_time()
    {
        await using Account account = new Account();
        long id = await account.Create();
        account.Sandbox.DeleteDroplet(id);
        account.Clock.Advance(1);
        account.Sandbox.DeleteDroplet(id);
        account.Sandbox.Droplets.Single().IsDeleting.Should().BeTrue();
        account.Clock.Advance(2);
        account.Sandbox.Droplets.Should().BeEmpty();
        Action again = () => account.Sandbox.DeleteDroplet(id);
        again.Should().Throw<KeyNotFoundException>();
    }

    [Fact] // 14.2
    public async Task Keys_with_equal_names_can_be_added()
    {
        await using Account account = new Account();
        SandboxSshKey key = account.Sandbox.AddSshKey("my-ssh-key");
        (await account.Get("/v2/account/keys")).All("ssh_keys", "name").Should().Equal("my-ssh-key", "my-ssh-key");
        (await account.Get($"/v2/account/keys/{key.Fingerprint}"))["ssh_key"].GetProperty("id").GetInt64().Should().Be(key.Id);
    }

    [Fact]
    public void Options_out_of_range_are_rejected()
    {
        foreach (SandboxOptions? options in new[]
        {
            new SandboxOptions { Boot = TimeSpan.FromTicks(-1) },
            new SandboxOptions { Destroy = TimeSpan.FromTicks(-1) },
            new SandboxOptions { ListLag = TimeSpan.FromTicks(-1) },
            new SandboxOptions { TagLag = TimeSpan.FromTicks(-1) },
            new SandboxOptions { DropletLimit = -1 },
            new SandboxOptions { VolumeLimit = -1 },
            new SandboxOptions { Port = 65536 },
        })
        {
            Func<DigitalOceanSandbox> create = () => DigitalOceanSandbox.Create(options);
            create.Should().Throw<ArgumentOutOfRangeException>();
        }
    }
}
