using System.Text.Json.Nodes;
using Stagecraft.DigitalOcean.Api;
using Stagecraft.Engine.Clouds;

namespace Stagecraft.DigitalOcean.Tests.Api;

public sealed class ReadTests
{
    [Fact]
    public void A_droplet_is_read_with_its_addresses_by_type_and_the_servers_time()
    {
        Rig rig = new Rig(
            Responses.Status(200, $$"""{"droplet":{{Responses.Droplet1}}}""", headers: ("Date", "Thu, 01 Jan 2026 00:00:07 GMT")));

        Dated<Machine?> response = rig.Run(c => c.GetDropletAsync(new("1"), RequestPriority.Working, default));

        response.ServerTime.Should().Be(new DateTimeOffset(2026, 1, 1, 0, 0, 7, TimeSpan.Zero));
        response.Value.Should().BeEquivalentTo(new Machine
        {
            Id = new("1"),
            Name = "prod-app-1",
            State = MachineState.Running,
            Status = "active",
            IsBusy = false,
            CreatedAt = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero),
            Region = "nyc3",
            Size = "s-1vcpu-1gb",
            Tags = ["stagecraft", "stagecraft-env-prod"],
            PublicIpv4 = "203.0.113.7",
            PrivateIpv4 = "10.0.0.2",
            PublicIpv6 = "2001:db8::7",
        });
        rig.Sent.Should().ContainSingle().Which.Uri.Should().Be("https://api.digitalocean.com/v2/droplets/1");
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 1)]
    [InlineData(0, 0)]
    [InlineData(-1, -1)]
    public void A_response_about_another_droplet_or_with_an_invalid_id_cannot_be_read(long asked, long reported)
    {
        Rig rig = new Rig(Responses.Ok($$"""{"droplet":{{Responses.Droplet(reported)}}}"""));

        rig.Fails(c => c.GetDropletAsync(asked.Machine(), RequestPriority.Working, default)).Message.Should()
            .Contain("the response cannot be read");
    }

    [Fact]
    public void Absent_tags_are_null_and_unknown_statuses_and_fields_are_kept_or_ignored()
    {
        Rig rig = new Rig(Responses.Ok("""
            {"droplet":{"id":9007199254740993,"name":"a","locked":true,"status":"hibernating","created_at":"2026-01-01T00:00:00Z",
            "size_slug":"s","region":{"slug":"x9"},"networks":{"v4":[],"v6":[]},"future":{"a":[1,{}]}}}
            """));

        Machine droplet = rig.Run(c => c.GetDropletAsync(new("9007199254740993"), RequestPriority.Working, default)).Value!;

        droplet.Tags.Should().BeNull();
        droplet.Status.Should().Be("hibernating");
        droplet.State.Should().Be(MachineState.Unknown);
        droplet.Id.Should().Be(new("9007199254740993"));
        droplet.PublicIpv4.Should().BeNull();
    }

    [Theory]
    [InlineData(
        """
        {"droplet":{"name":"a","locked":false,"status":"new",
        "created_at":"2026-01-01T00:00:00Z","size_slug":"s","region":{"slug":"r"}}}
        """)]
    [InlineData(
        """
        {"droplet":{"id":1,"locked":false,"status":"new",
        "created_at":"2026-01-01T00:00:00Z","size_slug":"s","region":{"slug":"r"}}}
        """)]
    [InlineData(
        """
        {"droplet":{"id":1,"name":null,"locked":false,"status":"new",
        "created_at":"2026-01-01T00:00:00Z","size_slug":"s","region":{"slug":"r"}}}
        """)]
    [InlineData(
        """
        {"droplet":{"id":"1","name":"a","locked":false,"status":"new",
        "created_at":"2026-01-01T00:00:00Z","size_slug":"s","region":{"slug":"r"}}}
        """)]
    [InlineData(
        """
        {"droplet":{"id":1,"name":"a","locked":false,"status":"new",
        "created_at":"yesterday","size_slug":"s","region":{"slug":"r"}}}
        """)]
    [InlineData(
        """
        {"droplet":{"id":1,"name":"a","locked":false,"status":"new",
        "created_at":"2026-01-01T00:00:00Z","size_slug":"s","region":{"slug":"r"},"tags":[null]}}
        """)]
    [InlineData("""{"droplet":{"id":1,"name":"a"}""")]
    [InlineData("""{"droplet":null}""")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("")]
    public void An_incomplete_droplet_is_an_unreadable_response(string body)
    {
        Rig rig = new Rig(Responses.Ok(body));

        CloudException failure = rig.Fails(c => c.GetDropletAsync(new("1"), RequestPriority.Working, default));

        failure.Failure.Code.Should().Be("api_error");
        failure.Failure.IsTransient.Should().BeTrue();
        rig.Sent.Should().HaveCount(6);
    }

    [Fact]
    public void A_missing_resource_is_null_with_the_servers_time()
    {
        Rig rig = new Rig(Responses.Error(404, "not_found", "gone", ("Date", "Thu, 01 Jan 2026 00:00:07 GMT")));

        Dated<Machine?> droplet = rig.Run(c => c.GetDropletAsync(new("1"), RequestPriority.Polling, default));
        droplet.Value.Should().BeNull();
        droplet.ServerTime.Should().NotBeNull();
        rig.Run(c => c.GetImageAsync("no-such", default)).Value.Should().BeNull();
        rig.Run(c => c.GetSshKeyAsync("3b:16:e4:bf", default)).Value.Should().BeNull();
        rig.Sent.Select(s => s.Uri.AbsolutePath).Should().Equal("/v2/droplets/1", "/v2/images/no-such", "/v2/account/keys/3b:16:e4:bf");
    }

    [Fact]
    public void A_404_without_the_error_body_of_the_API_proves_nothing()
    {
        Rig rig = new Rig(Responses.Status(404, "<html>not found</html>", "text/html"));

        rig.Fails(c => c.GetDropletAsync(new("1"), RequestPriority.Working, default)).Failure.Status.Should().Be(404);
    }

    [Theory] // 9.7.1
    [InlineData("status")]
    [InlineData("locked")]
    [InlineData("created_at")]
    [InlineData("size_slug")]
    [InlineData("region")]
    public void A_null_member_of_a_droplet_matters_only_if_the_droplet_can_be_owned(string member)
    {
        string unmanaged = Null(member, """["web"]""");
        foreach (string tags in (string[])["""["web","Stagecraft"]""", "null"])
        {
            CloudException failure = new Rig(Responses.Ok($$"""{"droplet":{{Null(member, tags)}}}"""))
                .Fails(c => c.GetDropletAsync(new("7"), RequestPriority.Working, default));
            failure.Message.Should().Contain($"{member} of droplet 7 is null");
        }

        Machine droplet = new Rig(Responses.Ok($$"""{"droplet":{{unmanaged}}}"""))
            .Run(c => c.GetDropletAsync(new("7"), RequestPriority.Working, default)).Value!;

        (droplet.Id, droplet.Name).Should().Be((7.Machine(), "a"));
    }

    [Fact] // 9.7.1
    public void An_incomplete_region_size_or_key_is_left_out_and_counted()
    {
        new Rig(Responses.Ok("""
            {"regions":[{"slug":null,"name":"x","available":true},null,{"slug":"nyc3","name":"New York 3","available":true}],
            "meta":{"total":3}}
            """)).Run(c => c.ListRegionsAsync(default)).Items.Select(r => r.Slug).Should().Equal("nyc3");
        new Rig(Responses.Ok("""
            {"sizes":[{"slug":"a","price_monthly":5,"disk":null,"memory":1,"available":true,"regions":[]},
            {"slug":"b","price_monthly":5,"disk":1,"memory":1,"available":true,"regions":["nyc3"]}],"meta":{"total":2}}
            """)).Run(c => c.ListSizesAsync(default)).Items.Select(s => s.Slug).Should().Equal("b");
        new Rig(Responses.Ok("""
            {"ssh_keys":[{"id":1,"name":null,"fingerprint":"a"},{"id":2,"name":"k","fingerprint":"b"}],"meta":{"total":2}}
            """)).Run(c => c.ListSshKeysAsync(default)).Items.Select(k => k.Id).Should().Equal(2);
    }

    [Fact] // 9.7.1
    public void A_list_without_a_readable_entry_cannot_be_read() =>
        new Rig(Responses.Ok("""{"regions":[{"slug":null}],"meta":{"total":1}}""")).Fails(c => c.ListRegionsAsync(default)).Message.Should()
            .Contain("the response cannot be read");

    [Fact]
    public void Account_keys_regions_sizes_images_tags_and_actions_are_read()
    {
        new Rig(Responses.Ok("""{"account":{"droplet_limit":25,"status":"active"}}""")).Run(c => c.GetAccountAsync(default)).Value
            .Should().Be(new Account(25, "active"));
        new Rig(Responses.Ok("""{"account":{"status":"locked"}}""")).Run(c => c.GetAccountAsync(default)).Value
            .Should().Be(new Account(null, "locked"));
        new Rig(Responses.Ok("""{"account":{"volume_limit":10}}""")).Run(c => c.GetAccountAsync(default)).Value
            .Should().Be(new Account(VolumeLimit: 10));
        new Rig(Responses.Ok("""{"ssh_key":{"id":7,"name":"k","fingerprint":"aa:bb"}}""")).Run(c => c.GetSshKeyAsync("7", default)).Value
            .Should().Be(new SshKey(7, "k", "aa:bb"));
        new Rig(Responses.Ok("""{"regions":[{"slug":"nyc3","name":"New York 3","available":true}],"meta":{"total":1}}"""))
            .Run(c => c.ListRegionsAsync(default)).Items.Should().Equal(new Region("nyc3", "New York 3", true));
        new Rig(Responses.Ok("""{"image":{"id":3,"slug":null,"name":"snap","regions":["ams3"],"min_disk_size":25,"status":"available"}}"""))
            .Run(c => c.GetImageAsync("3", default)).Value
            .Should().BeEquivalentTo(new Image(["ams3"], 25, "available"));
        new Rig(Responses.Ok("""{"tags":[{"name":"b","resources":{"droplets":{"count":2}}},{"name":"B"}],"meta":{"total":2}}"""))
            .Run(c => c.ListTagsAsync(default)).Items.Should().Equal(new Tag("B"), new Tag("b"));

        Rig actions = new Rig(Responses.Ok("""
            {"actions":[{"id":9,"status":"in-progress","type":"create","started_at":"2026-01-01T00:00:00Z","completed_at":null,
            "resource_id":1,"resource_type":"droplet"},
            {"id":8,"status":"x","type":"y","started_at":"2026-01-01T00:00:00Z","resource_id":null,"resource_type":null}],
            "meta":{"total":900}}
            """));
        actions.Run(c => c.GetActionsAsync(RequestPriority.Polling, default)).Value.Select(a => a.ResourceId)
            .Should().Equal(1, null);
        actions.Sent.Single().Uri.PathAndQuery.Should().Be("/v2/actions?per_page=200&page=1");
    }

    [Fact]
    public void Prices_are_decimals()
    {
        const string Rest = "\"price_monthly\":6.0,\"memory\":1024,\"disk\":25,\"available\":true,\"regions\":[\"nyc3\"]";
        Rig rig = new Rig(Responses.Ok($$$"""
            {"sizes":[{"slug":"s-1","price_hourly":0.00743999984115362,{{{Rest}}}},{"slug":"gpu-h100","price_hourly":1,{{{Rest}}}},
            {"slug":"x","price_hourly":1,"gpu_info":{"count":1,"model":"m"},{{{Rest}}}}],"links":{},"meta":{"total":3}}
            """));

        IReadOnlyList<Size> sizes = rig.Run(c => c.ListSizesAsync(default)).Items;

        sizes.Select(s => s.Slug).Should().Equal("gpu-h100", "s-1", "x");
        sizes[1].PriceMonthly.Should().Be(6.0m);
    }

    /// <summary>9.6: sums of them must not run out of digits.</summary>
    [Theory]
    [InlineData("-0.01")]
    [InlineData("79000000000000000000000000000")]
    [InlineData("1000000000.01")]
    public void A_price_out_of_range_cannot_be_read(string monthly)
    {
        Rig rig = new Rig(Responses.Ok($$$"""
            {"sizes":[{"slug":"s","price_monthly":{{{monthly}}},"memory":1,"disk":1,"available":true,"regions":[]}],"meta":{"total":1}}
            """));

        rig.Fails(c => c.ListSizesAsync(default)).Message.Should().Contain("the response cannot be read");
    }

    [Fact]
    public void Queries_are_encoded_and_have_one_filter()
    {
        Rig rig = new Rig(Responses.Ok("""{"droplets":[],"meta":{"total":0}}"""));
        DropletQuery[] queries = [DropletQuery.All, DropletQuery.Gpus, DropletQuery.ByTag("a:b&page=2"), DropletQuery.ByName("ü x")];
        foreach (DropletQuery query in queries)
        {
            rig.Run(c => c.ListDropletsAsync(query, RequestPriority.Working, default)).Items.Should().BeEmpty();
        }

        rig.Sent.Select(s => s.Uri.AbsoluteUri).Should().Equal(
            "https://api.digitalocean.com/v2/droplets?per_page=200&page=1",
            "https://api.digitalocean.com/v2/droplets?per_page=200&page=1&type=gpus",
            "https://api.digitalocean.com/v2/droplets?per_page=200&page=1&tag_name=a%3Ab%26page%3D2",
            "https://api.digitalocean.com/v2/droplets?per_page=200&page=1&name=%C3%BC%20x");
    }

    private static string Null(string member, string tags)
    {
        JsonObject droplet = JsonNode.Parse($$"""
            {"id":7,"name":"a","locked":false,"status":"new","created_at":"2026-01-01T00:00:00Z","size_slug":"s","region":{"slug":"r"},
            "tags":{{tags}}}
            """)!.AsObject();
        droplet[member] = null;
        return droplet.ToJsonString();
    }
}
