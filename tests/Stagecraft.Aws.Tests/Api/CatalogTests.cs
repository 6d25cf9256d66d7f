using System.Text.Json.Nodes;
using Stagecraft.Aws.Api;
using Stagecraft.Engine.Clouds;

namespace Stagecraft.Aws.Tests.Api;

/// <summary>spec/providers/cloud/aws.md 1.1, 1.3 and 1.6: what a region offers, and prices.</summary>
public sealed class CatalogTests
{
    private const string Json = "application/x-amz-json-1.1";

    [Fact]
    public void Instance_types_are_read()
    {
        Rig rig = new(Responses.Ok(
            "DescribeInstanceTypes",
            """
            <instanceTypeSet><item><memoryInfo><sizeInMiB>2048</sizeInMiB></memoryInfo><instanceType>t3.small</instanceType>
            <vCpuInfo><defaultVCpus>2</defaultVCpus></vCpuInfo><burstablePerformanceSupported>true</burstablePerformanceSupported>
            <processorInfo><supportedArchitectures><item>x86_64</item></supportedArchitectures></processorInfo></item></instanceTypeSet>
            """));

        AwsInstanceType type = rig.Run(c => c.Catalog.ListTypesAsync(["t3.small", "huge"], default)).Items.Single();

        type.Should().BeEquivalentTo(new AwsInstanceType("t3.small", ["x86_64"], 2, 2048));
        rig.Sent.Single()["Filter.1.Value.2"].Should().Be("huge");
        rig.Sent.Single()["MaxResults"].Should().Be("100");
    }

    [Fact]
    public void An_image_has_its_root_volume_and_architecture()
    {
        Rig rig = new(Responses.Ok(
            "DescribeImages",
            """
            <imagesSet><item><imageId>ami-1</imageId><imageState>available</imageState><architecture>arm64</architecture>
            <rootDeviceName>/dev/xvda</rootDeviceName><blockDeviceMapping><item><deviceName>/dev/sdb</deviceName></item>
            <item><deviceName>/dev/xvda</deviceName><ebs><volumeSize>8</volumeSize></ebs></item></blockDeviceMapping></item></imagesSet>
            """));

        AwsImage image = rig.Run(c => c.Catalog.ListImagesAsync(
            [new Ec2Filter("image-id", "ami-1")], RequestPriority.Working, default)).Items.Single();

        (image.Architecture, image.RootDevice, image.RootSize, image.Tags).Should().Be(("arm64", "/dev/xvda", 8, null));
    }

    [Fact]
    public void Offerings_key_pairs_and_regions_are_read()
    {
        Rig rig = new(
            Responses.Ok(
                "DescribeInstanceTypeOfferings",
                """
                <instanceTypeOfferingSet><item><instanceType>t3.small</instanceType><location>eu-central-1b</location></item>
                <item><instanceType>t3.small</instanceType><location>eu-central-1a</location></item></instanceTypeOfferingSet>
                """),
            Responses.Ok("DescribeKeyPairs", "<keySet><item><keyName>ops</keyName></item></keySet>"),
            Responses.Ok(
                "DescribeRegions",
                """
                <regionInfo><item><regionName>eu-central-1</regionName><optInStatus>opt-in-not-required</optInStatus></item>
                <item><regionName>ap-east-1</regionName><optInStatus>not-opted-in</optInStatus></item></regionInfo>
                """));

        rig.Run(c => c.Catalog.ListOfferingsAsync(["t3.small"], default)).Items.Select(o => o.Zone)
            .Should().Equal("eu-central-1a", "eu-central-1b");
        rig.Run(c => c.Catalog.ListKeyPairsAsync(["ops"], default)).Items.Single().Name.Should().Be("ops");
        rig.Run(c => c.Catalog.ListRegionsAsync(default)).Items.Select(r => r.IsEnabled).Should().Equal(false, true);
    }

    [Fact]
    public void Parameters_are_requested_ten_at_a_time()
    {
        Rig rig = new(
            Responses.Status(200, """{"Parameters":[{"Name":"/p0","Value":"ami-1"}],"InvalidParameters":["/p1"]}""", Json),
            Responses.Status(200, """{"Parameters":[{"Name":"/p10","Value":"ami-2"}]}""", Json));

        IReadOnlyDictionary<string, string> values = rig.Run(c => c.Catalog.GetParametersAsync(
            [.. Enumerable.Range(0, 11).Select(n => $"/p{n}")], default));

        values.Should().BeEquivalentTo(new Dictionary<string, string> { ["/p0"] = "ami-1", ["/p10"] = "ami-2" });
        rig.Sent[0].Headers.Should().Contain("X-Amz-Target: AmazonSSM.GetParameters").And.Contain($"Content-Type: {Json}")
            .And.Contain("SignedHeaders=content-type;host;x-amz-date;x-amz-target");
        rig.Sent[0].Uri.Host.Should().Be("ssm.eu-central-1.amazonaws.com");
        JsonNode.Parse(rig.Sent[1].Body)!["Names"]!.AsArray().Should().HaveCount(1);
    }

    [Fact]
    public void A_quota_that_may_not_be_read_names_the_permission()
    {
        Rig rig = new(
            Responses.Status(200, """{"Quota":{"Value":5.0}}""", Json),
            Responses.Status(400, """{"__type":"com.amazon.coral.service#AccessDeniedException","Message":"No."}""", Json));

        rig.Run(c => c.Catalog.GetQuotaAsync("L-1216C47A", default)).Should().Be(5);
        CloudFailure failure = rig.Fails(c => c.Catalog.GetQuotaAsync("L-1216C47A", default)).Failure;

        (failure.Code, failure.ErrorId).Should().Be(("forbidden", "AccessDeniedException"));
        failure.Hint.Should().Be("the credentials need the permission servicequotas:GetServiceQuota");
    }

    [Theory]
    [InlineData("""{"Quota":{"Value":"five"}}""")]
    [InlineData("""{"Quota":null}""")]
    [InlineData("[]")]
    [InlineData("{")]
    public void An_unexpected_body_is_reported(string body)
    {
        Rig rig = new(Responses.Status(200, body, Json));

        rig.Fails(c => c.Catalog.GetQuotaAsync("L-1216C47A", default)).Message.Should()
            .StartWith("API error: the response cannot be read: ");
    }

    [Fact]
    public void A_price_is_read_once()
    {
        JsonObject product = new()
        {
            ["terms"] = new JsonObject
            {
                ["OnDemand"] = new JsonObject
                {
                    ["A"] = new JsonObject
                    {
                        ["priceDimensions"] = new JsonObject
                        {
                            ["B"] = new JsonObject { ["unit"] = "Hrs", ["pricePerUnit"] = new JsonObject { ["USD"] = "0.0104000000" } },
                        },
                    },
                },
            },
        };
        JsonObject body = new() { ["PriceList"] = new JsonArray(product.ToJsonString()) };
        Rig rig = new(Responses.Status(200, body.ToJsonString(), Json));

        for (int i = 0; i < 2; i++)
        {
            rig.Clock.Run(() => rig.Client.Prices.GetHourlyAsync("eu-west-1", "t3.micro", default)).Should().Be(0.0104m);
        }

        rig.Sent.Single().Uri.Host.Should().Be("api.pricing.eu-central-1.amazonaws.com");
    }

    [Fact]
    public void A_type_without_a_price_has_none()
    {
        Rig rig = new(Responses.Status(200, """{"PriceList":[]}""", Json));

        rig.Clock.Run(() => rig.Client.Prices.GetHourlyAsync("us-east-1", "t3.micro", default)).Should().BeNull();
    }
}
