using System.Text.Json;
using Stagecraft.DigitalOcean.Sandbox.Tests.Support;

namespace Stagecraft.DigitalOcean.Sandbox.Tests;

/// <summary>Section 6.</summary>
public sealed class CatalogTests
{
    private const string PublicKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f me@example.com";

    [Fact] // 6.1
    public async Task The_account_has_the_droplet_limit()
    {
        await using Account account = new Account(new SandboxOptions { DropletLimit = 7 });
        (await account.Get("/v2/account"))["account"].GetProperty("droplet_limit").GetInt32().Should().Be(7);
    }

    [Fact] // 6.1
    public async Task The_account_has_the_volume_limit_only_if_it_is_set()
    {
        await using Account account = new Account(new SandboxOptions { VolumeLimit = 7 });
        (await account.Get("/v2/account"))["account"].GetProperty("volume_limit").GetInt32().Should().Be(7);
        await using Account other = new Account();
        (await other.Get("/v2/account"))["account"].TryGetProperty("volume_limit", out _).Should().BeFalse();
    }

    [Fact] // 6.2
    public async Task The_keys_of_the_options_exist()
    {
        await using Account account = new Account();
        Reply list = await account.Get("/v2/account/keys");
        JsonElement key = list["ssh_keys"][0];
        key.GetProperty("name").GetString().Should().Be("my-ssh-key");
        foreach (string? handle in new[] { key.GetProperty("id").ToString(), key.GetProperty("fingerprint").ToString() })
        {
            (await account.Get($"/v2/account/keys/{handle}"))["ssh_key"].GetRawText().Should().Be(key.GetRawText());
        }

        (await account.Get("/v2/account/keys/1")).Status.Should().Be(404);
    }

    [Fact] // 6.3
    public async Task A_key_can_be_added_only_once()
    {
        await using Account account = new Account();
        string body = $$"""{"name":"mine","public_key":"{{PublicKey}}"}""";
        Reply created = await account.Post("/v2/account/keys", body);
        created.Status.Should().Be(201);
        created["ssh_key"].GetProperty("fingerprint").GetString().Should().Be("0f:a2:0a:d7:38:3e:65:45:08:6b:63:84:1c:ff:dc:ba");
        (await account.Post("/v2/account/keys", body)).Status.Should().Be(422);
    }

    [Theory] // 6.3
    [InlineData("{}")]
    [InlineData("""{"name":"mine"}""")]
    [InlineData("""{"name":" ","public_key":"ssh-ed25519 AAAA"}""")]
    [InlineData("""{"name":"mine","public_key":"ssh-ed25519"}""")]
    [InlineData("""{"name":"mine","public_key":"ssh-ed25519 !!!!"}""")]
    [InlineData("""{"name":"mine","public_key":"ssh-rsa AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f"}""")]
    [InlineData("""{"name":"mine","public_key":7}""")]
    public async Task An_invalid_key_is_rejected(string body)
    {
        await using Account account = new Account();
        (await account.Post("/v2/account/keys", body)).Status.Should().Be(422);
    }

    [Fact] // 6.4
    public async Task Regions_and_sizes_list_the_same_availability()
    {
        await using Account account = new Account();
        List<JsonElement> regions = (await account.Get("/v2/regions?per_page=200"))["regions"].EnumerateArray().ToList();
        List<JsonElement> sizes = (await account.Get("/v2/sizes?per_page=200"))["sizes"].EnumerateArray().ToList();
        regions.Where(region => !region.GetProperty("available").GetBoolean()).Select(Slug).Should().BeEquivalentTo("sfo1", "ams2");
        regions.Select(Slug)
            .Should().Contain(["nyc1", "nyc2", "nyc3", "sfo2", "sfo3", "ams3", "sgp1", "lon1", "fra1", "tor1", "blr1", "syd1", "atl1"]);
        foreach (JsonElement region in regions)
        {
            IEnumerable<string> here = sizes.Where(size => Texts(size, "regions").Contains(Slug(region))).Select(Slug);
            Texts(region, "sizes").Should().Equal(here);
        }

        sizes.Where(size => !size.GetProperty("available").GetBoolean()).Should().NotBeEmpty()
            .And.OnlyContain(size => Texts(size, "regions").Length == 0);
    }

    [Fact] // 6.4
    public async Task Prices_are_the_published_prices()
    {
        await using Account account = new Account();
        JsonElement size =
            (await account.Get("/v2/sizes?per_page=200"))["sizes"].EnumerateArray().Single(size => Slug(size) == "s-1vcpu-1gb");
        size.GetProperty("price_monthly").GetDecimal().Should().Be(6);
        size.GetProperty("price_hourly").GetRawText().Should().Be("0.00893");
    }

    [Theory] // 2.7, 6.4
    [InlineData("s-1vcpu-1gb", """[{"type":"local","size":{"amount":25,"unit":"gib"}}]""", null)]
    [InlineData(
        "gpu-h100x8-640gb",
        """[{"type":"local","size":{"amount":2046,"unit":"gib"}},{"type":"scratch","size":{"amount":40960,"unit":"gib"}}]""",
        """{"count":8,"model":"nvidia_h100","vram":{"amount":640,"unit":"gib"}}""")]
    public async Task Sizes_and_droplets_have_disk_and_gpu_information(string slug, string disks, string? gpus)
    {
        await using Account account = new Account();
        JsonElement size = (await account.Get("/v2/sizes?per_page=200"))["sizes"].EnumerateArray().Single(size => Slug(size) == slug);
        long id = account.Sandbox.CreateDroplet("web-1", region: "tor1", size: slug).Id;
        foreach (JsonElement item in new[] { size, (await account.Get($"/v2/droplets/{id}"))["droplet"] })
        {
            item.GetProperty("disk_info").GetRawText().Should().Be(disks);
            item.TryGetProperty("gpu_info", out JsonElement info).Should().Be(gpus is not null);
            if (gpus is not null)
            {
                info.GetRawText().Should().Be(gpus);
            }
        }
    }

    [Fact] // 6.4
    public async Task Each_region_has_a_vpc()
    {
        await using Account account = new Account();
        List<JsonElement> vpcs = (await account.Get("/v2/vpcs?per_page=200"))["vpcs"].EnumerateArray().ToList();
        vpcs.Select(vpc => vpc.GetProperty("region").GetString()).Should().OnlyHaveUniqueItems().And.HaveCount(15);
        vpcs.Select(vpc => vpc.GetProperty("ip_range").GetString()).Should().OnlyHaveUniqueItems();
    }

    [Fact] // 6.4
    public async Task An_image_can_be_read_by_slug_and_id()
    {
        await using Account account = new Account();
        JsonElement image = (await account.Get("/v2/images/debian-12-x64"))["image"];
        (await account.Get($"/v2/images/{image.GetProperty("id")}"))["image"].GetRawText().Should().Be(image.GetRawText());
        (await account.Get("/v2/images/windows")).Status.Should().Be(404);
    }

    [Theory] // 6.5
    [InlineData("ubuntu-22-04-x64", "snapshot")]
    [InlineData("docker-20-04", "snapshot")]
    [InlineData("gpu-h100x1-base", "base")]
    public async Task The_type_of_an_image_is_as_in_the_examples_of_the_specification(string slug, string type)
    {
        await using Account account = new Account();
        JsonElement image = (await account.Get($"/v2/images/{slug}"))["image"];
        image.GetProperty("type").GetString().Should().Be(type);
        image.TryGetProperty("is_application", out _).Should().BeFalse();
    }

    [Theory] // 6.4
    [InlineData("ubuntu-20-04-x64")]
    [InlineData("debian-11-x64")]
    [InlineData("almalinux-8-x64")]
    [InlineData("rockylinux-8-x64")]
    [InlineData("centos-stream-9-x64")]
    public async Task A_droplet_can_be_created_from_an_older_image(string slug)
    {
        await using Account account = new Account();
        string body = $$"""{"name":"a","region":"nyc3","size":"s-1vcpu-1gb","image":"{{slug}}"}""";
        (await account.Post("/v2/droplets", body)).Status.Should().Be(202);
    }

    [Fact] // 6.5
    public async Task Images_can_be_filtered()
    {
        await using Account account = new Account();
        (await account.Get("/v2/images?type=application")).All("images", "slug")
            .Should().Contain("docker-20-04").And.NotContain("debian-12-x64");
        (await account.Get("/v2/images?type=distribution")).All("images", "slug")
            .Should().Contain("debian-12-x64").And.NotContain("docker-20-04");
        (await account.Get("/v2/images?private=true")).Total.Should().Be(0);
        (await account.Get("/v2/images?tag_name=blue")).Total.Should().Be(0);
        (await account.Get("/v2/images?type=snapshot")).Status.Should().Be(422);
    }

    private static string Slug(JsonElement item) => item.GetProperty("slug").GetString()!;

    private static string[] Texts(JsonElement item, string member) =>
        [.. item.GetProperty(member).EnumerateArray().Select(text => text.GetString()!)];
}
