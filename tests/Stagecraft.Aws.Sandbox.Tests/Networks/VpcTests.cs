using Stagecraft.Aws.Sandbox.Tests.Support;

namespace Stagecraft.Aws.Sandbox.Tests.Networks;

/// <summary>spec/sandbox-aws.md, section 9.1: VPCs and subnets.</summary>
public sealed class VpcTests
{
    [Fact]
    public void A_region_has_a_default_vpc_with_a_subnet_per_zone()
    {
        using Cloud cloud = new Cloud();
        string vpc = cloud.Send("DescribeVpcs", "Filter.1.Name=is-default", "Filter.1.Value.1=true").ShouldSucceed().Text("vpcId");
        Reply subnets = cloud.Send("DescribeSubnets", "Filter.1.Name=default-for-az", "Filter.1.Value.1=true").ShouldSucceed();
        subnets.Texts("vpcId").Should().HaveCount(6).And.AllBe(vpc);
        subnets.Texts("availabilityZone").Should().OnlyHaveUniqueItems();
        subnets.Texts("cidrBlock").Should().Contain("172.31.0.0/20").And.OnlyHaveUniqueItems();
        subnets.Texts("mapPublicIpOnLaunch").Should().AllBe("true");
    }

    [Fact]
    public void An_instance_takes_an_address_of_its_subnet()
    {
        using Cloud cloud = new Cloud();
        string subnet = cloud.Send("DescribeSubnets").Text("subnetId");
        cloud.RunOne($"SubnetId={subnet}");
        cloud.Send("DescribeSubnets", $"SubnetId.1={subnet}").Text("availableIpAddressCount").Should().Be("4090");
    }

    [Fact]
    public void Without_a_default_vpc_there_is_no_network()
    {
        using Cloud cloud = new Cloud(new AwsSandboxOptions { DefaultVpc = false });
        cloud.Send("DescribeVpcs").ShouldSucceed().Texts("vpcId").Should().BeEmpty();
        cloud.Send("DescribeSubnets").ShouldSucceed().Texts("subnetId").Should().BeEmpty();
        cloud.Send("CreateSecurityGroup", "GroupName=web", "GroupDescription=Web").ShouldBe(400, "VPCIdNotSpecified");
    }

    [Fact]
    public void Unknown_networks_are_errors()
    {
        using Cloud cloud = new Cloud();
        cloud.Send("DescribeVpcs", "VpcId.1=vpc-0000000000000000f").ShouldBe(400, "InvalidVpcID.NotFound");
        cloud.Send("DescribeSubnets", "SubnetId.1=subnet-0000000000000000f").ShouldBe(400, "InvalidSubnetID.NotFound");
    }

    [Fact]
    public void The_default_vpc_resolves_host_names()
    {
        using Cloud cloud = new Cloud();
        string vpc = cloud.Send("DescribeVpcs").Text("vpcId");
        cloud.Send("DescribeVpcAttribute", $"VpcId={vpc}", "Attribute=enableDnsHostnames").ShouldSucceed()
            .Text("value").Should().Be("true");
        cloud.Send("DescribeVpcAttribute", $"VpcId={vpc}", "Attribute=color").ShouldBe(400, "InvalidParameterValue");
    }
}
