using Stagecraft.Aws.Api;
using Stagecraft.Engine.Clouds;

namespace Stagecraft.Aws.Tests.Api;

/// <summary>spec/providers/cloud/aws.md 1.3 and 1.5: volumes, security groups and addresses.</summary>
public sealed class VolumeAndNetworkTests
{
    [Fact]
    public void A_volume_is_read_with_its_attachment()
    {
        Rig rig = new(Responses.Ok(
            "DescribeVolumes",
            """
            <volumeSet><item><volumeId>vol-1</volumeId><size>10</size><availabilityZone>eu-central-1a</availabilityZone>
            <status>in-use</status><volumeType>gp3</volumeType><encrypted>true</encrypted><iops>3000</iops><throughput>125</throughput>
            <attachmentSet><item><volumeId>vol-1</volumeId><instanceId>i-1</instanceId><device>/dev/sdf</device><status>attached</status>
            <deleteOnTermination>false</deleteOnTermination></item></attachmentSet></item></volumeSet>
            """));

        rig.Run(c => c.Volumes.ListAsync([], RequestPriority.Working, default)).Items.Single().Should().BeEquivalentTo(
            new Ec2Volume("vol-1", "in-use", 10, "gp3", "eu-central-1a")
            {
                Encrypted = true,
                Iops = 3000,
                Throughput = 125,
                Attachments = [new("vol-1", "i-1", "/dev/sdf", "attached", false)],
            });
    }

    /// <summary>The client token makes the request repeatable.</summary>
    [Fact]
    public void A_create_of_a_volume_is_repeated_after_a_lost_response()
    {
        Rig rig = new(
            Responses.LostResponse,
            Responses.Ok("CreateVolume", "<volumeId>vol-1</volumeId><size>10</size><availabilityZone>a</availabilityZone>"));

        rig.Run(c => c.Volumes.CreateAsync(
            new CreateVolume("a", 10, "token", new Dictionary<string, string> { ["Name"] = "data" }) { Type = "gp3" }, null, default))
            .Value!.Id.Should().Be("vol-1");

        rig.Sent[1].Body.Should().Be(
            "Action=CreateVolume&Version=2016-11-15&AvailabilityZone=a&Size=10&VolumeType=gp3&ClientToken=token"
            + "&TagSpecification.1.ResourceType=volume&TagSpecification.1.Tag.1.Key=Name&TagSpecification.1.Tag.1.Value=data");
        rig.Sent.Should().HaveCount(2);
    }

    [Theory]
    [InlineData("CreateImage")]
    [InlineData("AllocateAddress")]
    public void A_create_without_a_token_is_not_repeated(string action)
    {
        Rig rig = new(Responses.LostResponse);
        Dictionary<string, string> none = [];

        FailureKind kind = action switch
        {
            "CreateImage" => rig.Run(c => c.Volumes.CreateImageAsync("i-1", "name", none, null, default)).Kind,
            _ => rig.Run(c => c.Network.AllocateAddressAsync(none, null, default)).Kind,
        };

        kind.Should().Be(FailureKind.Unclear);
        rig.Sent.Should().ContainSingle(s => s["Action"] == action);
    }

    [Fact]
    public void The_rules_of_a_group_are_read_one_per_source()
    {
        Rig rig = new(Responses.Ok(
            "DescribeSecurityGroups",
            """
            <securityGroupInfo><item><groupId>sg-1</groupId><groupName>web</groupName><vpcId>vpc-1</vpcId>
            <ipPermissions><item><ipProtocol>tcp</ipProtocol><fromPort>22</fromPort><toPort>22</toPort>
            <groups><item><groupId>sg-2</groupId></item></groups><ipv6Ranges><item><cidrIpv6>::/0</cidrIpv6></item></ipv6Ranges>
            <ipRanges><item><cidrIp>10.0.0.0/8</cidrIp><description>office</description></item></ipRanges>
            <prefixListIds/></item></ipPermissions>
            <ipPermissionsEgress><item><ipProtocol>-1</ipProtocol><ipRanges><item><cidrIp>0.0.0.0/0</cidrIp></item></ipRanges></item>
            </ipPermissionsEgress></item></securityGroupInfo>
            """));

        AwsSecurityGroup group = rig.Run(c => c.Network.ListSecurityGroupsAsync([], RequestPriority.Working, default)).Items.Single();

        group.Ingress.Should().Equal(
            new AwsRule("tcp", 22, 22, AwsPeerKind.Ipv4, "10.0.0.0/8", "office"),
            new AwsRule("tcp", 22, 22, AwsPeerKind.Ipv6, "::/0"),
            new AwsRule("tcp", 22, 22, AwsPeerKind.Group, "sg-2"));
        group.Egress.Should().Equal(new AwsRule("-1", null, null, AwsPeerKind.Ipv4, "0.0.0.0/0"));
    }

    [Fact]
    public void Rules_are_added_and_removed()
    {
        Rig rig = new(
            Responses.Ok("AuthorizeSecurityGroupIngress", "<return>true</return>"),
            Responses.Error(400, "InvalidPermission.NotFound"));

        rig.Run(c => c.Network.AuthorizeAsync(
            "sg-1", false, [new("tcp", 22, 22, AwsPeerKind.Ipv4, "10.0.0.0/8", "office")], null, default)).IsAccepted.Should().BeTrue();
        rig.Run(c => c.Network.RevokeAsync("sg-1", true, [new("-1", null, null, AwsPeerKind.Group, "sg-2")], null, default))
            .ToUpdate().Should().BeOfType<UpdateOutcome.NotFound>();

        rig.Sent[0].Body.Should().Be(
            "Action=AuthorizeSecurityGroupIngress&Version=2016-11-15&GroupId=sg-1&IpPermissions.1.IpProtocol=tcp"
            + "&IpPermissions.1.FromPort=22&IpPermissions.1.ToPort=22&IpPermissions.1.IpRanges.1.CidrIp=10.0.0.0%2F8"
            + "&IpPermissions.1.IpRanges.1.Description=office");
        rig.Sent[1].Body.Should().Be(
            "Action=RevokeSecurityGroupEgress&Version=2016-11-15&GroupId=sg-1&IpPermissions.1.IpProtocol=-1"
            + "&IpPermissions.1.Groups.1.GroupId=sg-2");
    }

    [Fact]
    public void Addresses_and_subnets_are_read()
    {
        Rig rig = new(
            Responses.Ok(
                "DescribeAddresses",
                """
                <addressesSet><item><publicIp>203.0.113.9</publicIp><domain>standard</domain></item>
                <item><allocationId>eipalloc-1</allocationId><publicIp>203.0.113.7</publicIp><associationId>eipassoc-1</associationId>
                <instanceId>i-1</instanceId></item></addressesSet>
                """),
            Responses.Ok(
                "DescribeSubnets",
                """
                <subnetSet><item><subnetId>subnet-1</subnetId><vpcId>vpc-1</vpcId><availabilityZone>a</availabilityZone>
                <defaultForAz>true</defaultForAz><mapPublicIpOnLaunch>true</mapPublicIpOnLaunch></item></subnetSet>
                """));

        rig.Run(c => c.Network.ListAddressesAsync([], RequestPriority.Working, default)).Items.Single().Should()
            .Be(new AwsAddress("eipalloc-1", "203.0.113.7", "eipassoc-1", "i-1", null, null));
        rig.Run(c => c.Network.ListSubnetsAsync([], default)).Items.Single().IsDefault.Should().BeTrue();
    }
}
