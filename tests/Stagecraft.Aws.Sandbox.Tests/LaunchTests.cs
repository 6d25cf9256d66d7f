using Stagecraft.Aws.Sandbox.Tests.Support;

namespace Stagecraft.Aws.Sandbox.Tests;

/// <summary>spec/sandbox-aws.md, section 2.1: RunInstances.</summary>
public sealed class LaunchTests : IDisposable
{
    private readonly Cloud _cloud = new(new AwsSandboxOptions { Throttle = false });

    public void Dispose() => _cloud.Dispose();

    [Fact]
    public void The_response_has_the_private_address_and_no_public_one()
    {
        Reply reply = _cloud.Run().ShouldSucceed();
        reply.Text("name").Should().Be("pending");
        reply.Text("privateIpAddress").Should().StartWith("172.31.");
        reply.Texts("ipAddress").Should().BeEmpty();
    }

    [Fact]
    public void A_running_instance_has_a_public_address_and_a_new_one_after_a_start()
    {
        string id = _cloud.RunOne();
        _cloud.Clock.Advance(8);
        string first = _cloud.Send("DescribeInstances", $"InstanceId.1={id}").Text("ipAddress");
        _cloud.Sandbox.StopInstance(id);
        _cloud.Clock.Advance(6);
        _cloud.Send("DescribeInstances", $"InstanceId.1={id}").Texts("ipAddress").Should().BeEmpty();
        _cloud.Send("StartInstances", $"InstanceId.1={id}").ShouldSucceed();
        _cloud.Clock.Advance(8);
        _cloud.Send("DescribeInstances", $"InstanceId.1={id}").Text("ipAddress").Should().NotBe(first);
    }

    [Theory]
    [InlineData("ImageId=ami-0000000000000000f", 400, "InvalidAMIID.NotFound")]
    [InlineData("ImageId=ubuntu", 400, "InvalidAMIID.Malformed")]
    [InlineData("KeyName=missing", 400, "InvalidKeyPair.NotFound")]
    [InlineData("SubnetId=subnet-0000000000000000f", 400, "InvalidSubnetID.NotFound")]
    [InlineData("SecurityGroupId.1=sg-0000000000000000f", 400, "InvalidGroup.NotFound")]
    [InlineData("SecurityGroup.1=missing", 400, "InvalidGroup.NotFound")]
    [InlineData("InstanceType=huge", 400, "InvalidParameterValue")]
    [InlineData("InstanceType=t4g.micro", 400, "InvalidParameterValue")]
    [InlineData("Placement.AvailabilityZone=us-east-1z", 400, "InvalidParameterValue")]
    [InlineData("Placement.AvailabilityZone=us-east-1e", 400, "Unsupported")]
    [InlineData("MinCount=0", 400, "InvalidParameterValue")]
    [InlineData("MinCount=2", 400, "InvalidParameterCombination")]
    [InlineData("UserData=%", 400, "InvalidUserData.Malformed")]
    [InlineData("MetadataOptions.HttpTokens=maybe", 400, "InvalidParameterValue")]
    [InlineData("InstanceInitiatedShutdownBehavior=sleep", 400, "InvalidParameterValue")]
    [InlineData("CreditSpecification.CpuCredits=many", 400, "InvalidParameterValue")]
    [InlineData("TagSpecification.1.ResourceType=vpc", 400, "InvalidParameterValue")]
    public void A_wrong_parameter_is_refused_and_creates_nothing(string parameter, int status, string code)
    {
        _cloud.Run(parameter).ShouldBe(status, code);
        _cloud.Sandbox.Instances.Should().BeEmpty();
    }

    [Fact]
    public void User_data_is_limited_to_16_kib_before_the_encoding()
    {
        _cloud.RunOne($"UserData={Convert.ToBase64String(new byte[16384])}");
        _cloud.Run($"UserData={Convert.ToBase64String(new byte[16385])}").ShouldBe(400, "InvalidParameterValue");
    }

    [Fact]
    public void Without_a_default_vpc_a_subnet_is_required()
    {
        using Cloud cloud = new Cloud(new AwsSandboxOptions { DefaultVpc = false });
        cloud.Run().ShouldBe(400, "VPCIdNotSpecified");
    }

    [Fact]
    public void Quota_is_counted_in_vcpus_of_instances_that_are_not_stopped()
    {
        _cloud.Set(conditions => conditions with { VcpuLimit = 5 });
        string first = _cloud.RunOne();
        _cloud.RunOne();
        _cloud.Run().ShouldBe(400, "VcpuLimitExceeded");
        _cloud.Sandbox.StopInstance(first);
        _cloud.Clock.Advance(6);
        _cloud.RunOne();
        _cloud.Send("StartInstances", $"InstanceId.1={first}").ShouldBe(400, "VcpuLimitExceeded");
    }

    [Fact]
    public void A_terminated_instance_counts_for_the_configured_time()
    {
        _cloud.Set(conditions => conditions with { VcpuLimit = 2, QuotaRelease = TimeSpan.FromSeconds(30) });
        _cloud.Sandbox.TerminateInstance(_cloud.RunOne());
        _cloud.Clock.Advance(34);
        _cloud.Run().ShouldBe(400, "VcpuLimitExceeded");
        _cloud.Clock.Advance(1);
        _cloud.RunOne();
    }

    [Fact]
    public void Between_the_counts_as_many_instances_as_the_quota_allows_are_created()
    {
        _cloud.Set(conditions => conditions with { VcpuLimit = 7 });
        _cloud.Run("MinCount=4", "MaxCount=5").ShouldBe(400, "VcpuLimitExceeded");
        Reply reply = _cloud.Run("MinCount=2", "MaxCount=5").ShouldSucceed();
        reply.Instances.Should().HaveCount(3);
        reply.Texts("amiLaunchIndex").Should().Equal("0", "1", "2");
        reply.Texts("reservationId").Should().ContainSingle();
    }

    [Fact]
    public void Without_a_zone_another_one_with_capacity_is_used()
    {
        _cloud.Set(conditions => conditions with { NoCapacity = ["t3.micro/us-east-1a"] });
        string id = _cloud.RunOne();
        _cloud.Sandbox.Instances.Single(instance => instance.Id == id).Zone.Should().Be("us-east-1b");
        _cloud.Run("Placement.AvailabilityZone=us-east-1a").ShouldBe(500, "InsufficientInstanceCapacity");
        _cloud.RunOne("Placement.AvailabilityZone=us-east-1a", "InstanceType=t3.small");
    }

    [Fact]
    public void Groups_are_given_by_id_or_name_and_default_to_the_default_group()
    {
        string group = _cloud.Send("CreateSecurityGroup", "GroupName=web", "GroupDescription=web").ShouldSucceed().Text("groupId");
        _cloud.RunOne($"SecurityGroupId.1={group}");
        _cloud.RunOne("SecurityGroup.1=web");
        _cloud.RunOne("NetworkInterface.1.DeviceIndex=0", $"NetworkInterface.1.SecurityGroupId.1={group}");
        _cloud.RunOne();
        _cloud.Sandbox.Instances.SkipLast(1).Should().OnlyContain(instance => instance.SecurityGroups.Single() == group);
        _cloud.Send("DescribeInstances").Texts("groupName").Should().Contain("default");
    }

    [Theory]
    [InlineData("false", 0)]
    [InlineData("true", 1)]
    public void The_network_interface_chooses_the_public_address(string value, int addresses)
    {
        string id = _cloud.RunOne("NetworkInterface.1.DeviceIndex=0", $"NetworkInterface.1.AssociatePublicIpAddress={value}");
        _cloud.Clock.Advance(8);
        _cloud.Send("DescribeInstances", $"InstanceId.1={id}").Texts("ipAddress").Should().HaveCount(addresses);
    }

    [Theory]
    [InlineData("SubnetId=subnet-1")]
    [InlineData("SecurityGroupId.1=sg-1")]
    [InlineData("SecurityGroup.1=default")]
    public void A_network_interface_excludes_the_parameters_of_the_instance(string parameter) =>
        _cloud.Run("NetworkInterface.1.DeviceIndex=0", parameter).ShouldBe(400, "InvalidParameterCombination");

    [Fact]
    public void Tags_of_instance_volume_and_interface_come_with_the_create()
    {
        string id = _cloud.RunOne(
            "TagSpecification.1.ResourceType=instance", "TagSpecification.1.Tag.1.Key=Name", "TagSpecification.1.Tag.1.Value=web",
            "TagSpecification.2.ResourceType=volume", "TagSpecification.2.Tag.1.Key=Name", "TagSpecification.2.Tag.1.Value=disk",
            "TagSpecification.3.ResourceType=network-interface", "TagSpecification.3.Tag.1.Key=Name", "TagSpecification.3.Tag.1.Value=eni");
        Reply tags = _cloud.Send("DescribeTags");
        tags.Texts("value").Should().BeEquivalentTo("web", "disk", "eni");
        tags.Texts("resourceId").Should().Contain(id);
    }

    [Fact]
    public void Volumes_are_mapped_and_the_root_volume_has_the_size_of_the_image()
    {
        string id = _cloud.RunOne("BlockDeviceMapping.1.DeviceName=/dev/sdb", "BlockDeviceMapping.1.Ebs.VolumeSize=20");
        Reply reply = _cloud.Send("DescribeInstances", $"InstanceId.1={id}");
        reply.Texts("deviceName").Should().Equal("/dev/sda1", "/dev/sdb");
        _cloud.Run("BlockDeviceMapping.1.DeviceName=/dev/sda1", "BlockDeviceMapping.1.Ebs.VolumeSize=1")
            .ShouldBe(400, "InvalidBlockDeviceMapping");
        _cloud.Run("BlockDeviceMapping.1.DeviceName=/dev/sdb").ShouldBe(400, "InvalidBlockDeviceMapping");
    }

    [Fact]
    public async Task The_sdk_reads_back_what_it_asked_for()
    {
        using Amazon.EC2.AmazonEC2Client sdk = _cloud.Sdk();
        Amazon.EC2.Model.Reservation made = (await sdk.RunInstancesAsync(new()
        {
            ImageId = _cloud.Image,
            InstanceType = "t3.micro",
            MinCount = 1,
            MaxCount = 1,
            KeyName = "my-key",
            ClientToken = "one",
            MetadataOptions = new() { HttpTokens = "required" },
            Monitoring = true,
            EbsOptimized = true,
            IamInstanceProfile = new() { Name = "web" },
            TagSpecifications = [new() { ResourceType = "instance", Tags = [new() { Key = "Name", Value = "a & <b>" }] }],
        })).Reservation;
        _cloud.Clock.Advance(8);
        Amazon.EC2.Model.DescribeInstancesRequest read = new() { InstanceIds = [made.Instances[0].InstanceId] };
        Amazon.EC2.Model.Instance instance = (await sdk.DescribeInstancesAsync(read)).Reservations.Single().Instances.Single();
        instance.State.Name.Value.Should().Be("running");
        instance.Tags.Single().Value.Should().Be("a & <b>");
        instance.KeyName.Should().Be("my-key");
        instance.ClientToken.Should().Be("one");
        instance.MetadataOptions.HttpTokens.Value.Should().Be("required");
        instance.Monitoring.State.Value.Should().Be("enabled");
        instance.EbsOptimized.Should().BeTrue();
        instance.IamInstanceProfile.Arn.Should().EndWith(":instance-profile/web");
        instance.PublicIpAddress.Should().NotBeNullOrEmpty();
        instance.NetworkInterfaces.Single().Attachment.AttachTime!.Value.ToUniversalTime()
            .Should().BeCloseTo(_cloud.Clock.Now.UtcDateTime.AddSeconds(-8), TimeSpan.FromSeconds(1));
        instance.BlockDeviceMappings.Single().Ebs.DeleteOnTermination.Should().BeTrue();
    }
}
