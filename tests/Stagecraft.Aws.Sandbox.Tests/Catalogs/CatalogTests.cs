using Amazon.EC2.Model;
using Stagecraft.Aws.Sandbox.Data;
using Stagecraft.Aws.Sandbox.Tests.Support;
using Region = Stagecraft.Aws.Sandbox.Data.Region;

namespace Stagecraft.Aws.Sandbox.Tests.Catalogs;

/// <summary>spec/sandbox-aws.md, section 8: the catalog.</summary>
public sealed class CatalogTests : IDisposable
{
    private readonly Cloud _cloud = new(new AwsSandboxOptions { OptInRegions = ["eu-south-1"] });

    public void Dispose() => _cloud.Dispose();

    [Fact]
    public void The_regions_without_opt_in_and_the_enabled_ones_are_listed()
    {
        Reply reply = _cloud.Send("DescribeRegions").ShouldSucceed();
        reply.Texts("regionName").Should().HaveCount(18).And.Contain("eu-south-1").And.NotContain("af-south-1");
        reply.Texts("optInStatus").Count(status => status == "opted-in").Should().Be(1);
    }

    [Fact]
    public void All_regions_include_the_disabled_ones()
    {
        Reply reply = _cloud.Send("DescribeRegions", "AllRegions=true", "Filter.1.Name=opt-in-status", "Filter.1.Value.1=not-opted-in");
        reply.ShouldSucceed().Texts("regionName").Should().HaveCount(RegionTable.All.Count - 18).And.Contain("af-south-1");
    }

    [Fact]
    public void An_unknown_region_is_an_error() =>
        _cloud.Send("DescribeRegions", "RegionName.1=moon-1").ShouldBe(400, "InvalidParameterValue");

    [Theory]
    [InlineData("eu-south-1", 200, "")]
    [InlineData("af-south-1", 401, "AuthFailure")]
    public void Only_enabled_regions_accept_requests(string region, int status, string code) =>
        _cloud.Send("DescribeVpcs", new Signer { Region = region }).ShouldBe(status, code);

    [Fact]
    public void Zones_belong_to_the_region_of_the_request()
    {
        Reply reply = _cloud.Send("DescribeAvailabilityZones", new Signer { Region = "eu-central-1" }).ShouldSucceed();
        reply.Texts("zoneName").Should().Equal("eu-central-1a", "eu-central-1b", "eu-central-1c");
        reply.Texts("zoneId").Should().Equal("euc1-az2", "euc1-az3", "euc1-az1");
        reply.Texts("zoneState").Should().AllBe("available");
    }

    [Fact]
    public async Task An_instance_type_has_its_properties()
    {
        using Amazon.EC2.AmazonEC2Client client = _cloud.Sdk();
        DescribeInstanceTypesResponse response = await client.DescribeInstanceTypesAsync(
            new DescribeInstanceTypesRequest { InstanceTypes = ["t4g.micro", "m5.xlarge"] }, TestContext.Current.CancellationToken);
        InstanceTypeInfo arm = response.InstanceTypes.Single(type => type.InstanceType == "t4g.micro");
        arm.ProcessorInfo.SupportedArchitectures.Should().Equal("arm64");
        arm.BurstablePerformanceSupported.Should().BeTrue();
        arm.VCpuInfo.DefaultVCpus.Should().Be(2);
        arm.MemoryInfo.SizeInMiB.Should().Be(1024);
        InstanceTypeInfo general = response.InstanceTypes.Single(type => type.InstanceType == "m5.xlarge");
        general.BurstablePerformanceSupported.Should().BeFalse();
        general.VCpuInfo.DefaultCores.Should().Be(2);
        general.CurrentGeneration.Should().BeTrue();
    }

    [Fact]
    public void An_unknown_type_is_named() => _cloud.Send("DescribeInstanceTypes", "InstanceType.1=t3.micro", "InstanceType.2=t9.huge")
        .ShouldBe(400, "InvalidInstanceType").Text("Message").Should().Contain("[t9.huge]");

    [Fact]
    public void A_request_has_up_to_100_names() => _cloud.Send(
        "DescribeInstanceTypes", Enumerable.Range(1, 101).Select(index => $"InstanceType.{index}=t3.micro"))
        .ShouldBe(400, "InvalidParameterValue");

    [Fact]
    public void Pages_contain_each_type_once()
    {
        List<string> names = [];
        string? token = null;
        do
        {
            Reply reply = _cloud.Send("DescribeInstanceTypes", ["MaxResults=10", .. token is null ? [] : new[] { $"NextToken={token}" }]);
            names.AddRange(reply.ShouldSucceed().Texts("instanceType"));
            token = reply.Texts("nextToken").FirstOrDefault();
        }
        while (token is not null);

        Region region = RegionTable.Find("us-east-1")!;
        names.Should().BeEquivalentTo(InstanceTypeTable.All.Where(type => type.IsOffered(region)).Select(type => type.Name));
    }

    [Fact]
    public void The_catalog_has_about_forty_types_and_each_is_offered_somewhere()
    {
        InstanceTypeTable.All.Should().HaveCountGreaterThanOrEqualTo(40);
        InstanceTypeTable.All.Should().OnlyContain(type => RegionTable.All.Any(region => type.IsOffered(region)));
    }

    [Theory]
    [InlineData("m3.medium", "us-east-1", true)]
    [InlineData("m3.medium", "eu-central-1", false)]
    [InlineData("t3.micro", "eu-central-1", true)]
    public void A_region_offers_a_part_of_the_types(string type, string region, bool isOffered) => _cloud.Send(
        "DescribeInstanceTypeOfferings", new Signer { Region = region }, "Filter.1.Name=instance-type", $"Filter.1.Value.1={type}")
        .ShouldSucceed().Texts("location").Should().HaveCount(isOffered ? 1 : 0);

    [Fact]
    public void A_zone_without_a_type_is_not_among_its_offerings()
    {
        Reply reply = _cloud.Send(
            "DescribeInstanceTypeOfferings", "LocationType=availability-zone", "Filter.1.Name=instance-type", "Filter.1.Value.1=t3.micro");
        reply.ShouldSucceed().Texts("location").Should().HaveCount(5).And.NotContain("us-east-1e");
    }

    [Fact]
    public void An_unknown_location_type_is_an_error() =>
        _cloud.Send("DescribeInstanceTypeOfferings", "LocationType=planet").ShouldBe(400, "InvalidParameterValue");

    [Fact]
    public void Account_attributes_name_the_default_vpc()
    {
        string vpc = _cloud.Send("DescribeVpcs").Text("vpcId");
        _cloud.Send("DescribeAccountAttributes", "AttributeName.1=default-vpc").ShouldSucceed()
            .Texts("attributeValue").Should().Equal(vpc);
    }
}
