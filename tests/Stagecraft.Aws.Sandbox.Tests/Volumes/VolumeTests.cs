using Amazon.EC2;
using Amazon.EC2.Model;
using Stagecraft.Aws.Sandbox.Tests.Support;

namespace Stagecraft.Aws.Sandbox.Tests.Volumes;

/// <summary>spec/sandbox-aws.md, section 10: volumes.</summary>
public sealed class VolumeTests : IDisposable
{
    private readonly Cloud _cloud = new(new AwsSandboxOptions { Throttle = false });

    public void Dispose() => _cloud.Dispose();

    [Fact]
    public async Task A_volume_is_creating_then_available_with_its_tags()
    {
        using AmazonEC2Client client = _cloud.Sdk();
        CreateVolumeResponse created = await client.CreateVolumeAsync(
            new CreateVolumeRequest
            {
                AvailabilityZone = "us-east-1a",
                Size = 20,
                VolumeType = VolumeType.Gp3,
                TagSpecifications =
                    [new TagSpecification { ResourceType = ResourceType.Volume, Tags = [new Tag("team", "shop")] }],
            },
            TestContext.Current.CancellationToken);
        created.Volume.State.Should().Be(VolumeState.Creating);
        (created.Volume.Iops, created.Volume.Throughput).Should().Be((3000, 125));
        _cloud.Clock.Advance(2);
        DescribeVolumesResponse listed = await client.DescribeVolumesAsync(
            new DescribeVolumesRequest { Filters = [new Filter("tag:team", ["shop"])] }, TestContext.Current.CancellationToken);
        listed.Volumes.Single().State.Should().Be(VolumeState.Available);
    }

    [Theory]
    [InlineData("Size=0", "InvalidParameterValue")]
    [InlineData("Size=16385", "InvalidParameterValue")]
    [InlineData("VolumeType=tape", "InvalidParameterValue")]
    [InlineData("VolumeType=io1", "MissingParameter")]
    [InlineData("VolumeType=st1", "InvalidParameterValue")]
    [InlineData("Throughput=200", "InvalidParameterCombination")]
    [InlineData("AvailabilityZone=us-east-1z", "InvalidZone.NotFound")]
    [InlineData("SnapshotId=snap-0000000000000000f", "InvalidSnapshot.NotFound")]
    public void Invalid_volumes_are_refused(string parameter, string code)
    {
        IEnumerable<string> usual = new[] { "AvailabilityZone=us-east-1a", "Size=20" }
            .Where(pair => pair.Split('=')[0] != parameter.Split('=')[0]);
        _cloud.Send("CreateVolume", [.. usual, parameter]).ShouldBe(400, code);
        _cloud.Send("DescribeVolumes").Texts("volumeId").Should().BeEmpty();
    }

    [Fact]
    public void A_client_token_creates_one_volume()
    {
        string first = Create("ClientToken=a").Text("volumeId");
        Create("ClientToken=a").Text("volumeId").Should().Be(first);
        _cloud.Send("CreateVolume", "AvailabilityZone=us-east-1a", "Size=21", "ClientToken=a").ShouldBe(400, "IdempotentParameterMismatch");
        Create("ClientToken=b").Text("volumeId").Should().NotBe(first);
        _cloud.Send("DescribeVolumes").Texts("size").Should().HaveCount(2);
    }

    [Fact]
    public void A_volume_attaches_to_an_instance_of_its_zone()
    {
        string instance = Run();
        string volume = Available();
        Reply reply = Attach(volume, instance).ShouldSucceed();
        reply.Text("status").Should().Be("attaching");
        _cloud.Clock.Advance(2);
        Reply listed = _cloud.Send("DescribeVolumes", $"VolumeId.1={volume}");
        listed.Texts("status").Should().BeEquivalentTo("in-use", "attached");
        _cloud.Send("DescribeInstances", $"InstanceId.1={instance}").Texts("deviceName").Should().Equal("/dev/sda1", "/dev/sdf");
        _cloud.Send("DeleteVolume", $"VolumeId={volume}").ShouldBe(400, "VolumeInUse");
    }

    [Fact]
    public void Another_zone_is_refused()
    {
        string instance = Run();
        string volume = _cloud.Send("CreateVolume", "AvailabilityZone=us-east-1b", "Size=20").Text("volumeId");
        _cloud.Clock.Advance(2);
        Attach(volume, instance).ShouldBe(400, "InvalidVolume.ZoneMismatch");
    }

    [Fact]
    public void A_volume_attaches_once_and_a_device_holds_one_volume()
    {
        string instance = Run();
        string volume = Available();
        Attach(volume, instance).ShouldSucceed();
        Attach(volume, instance, "/dev/sdg").ShouldBe(400, "VolumeInUse");
        Attach(Available(), instance).ShouldBe(400, "InvalidParameterValue");
        Attach(Available(), instance, "/dev/null").ShouldBe(400, "InvalidParameterValue");
        Attach(Available(), instance, "xvdg").ShouldSucceed();
    }

    [Fact]
    public void A_volume_that_is_created_or_a_pending_instance_cannot_be_attached()
    {
        string volume = Create().Text("volumeId");
        string instance = _cloud.RunOne("Placement.AvailabilityZone=us-east-1a");
        Attach(volume, instance).ShouldBe(400, "IncorrectState");
        _cloud.Clock.Advance(2);
        Attach(volume, instance).ShouldBe(400, "IncorrectState");
        _cloud.Clock.Advance(6);
        Attach(volume, instance).ShouldSucceed();
    }

    [Fact]
    public void A_detached_volume_can_be_deleted()
    {
        string instance = Run();
        string volume = Available();
        Attach(volume, instance).ShouldSucceed();
        _cloud.Clock.Advance(2);
        _cloud.Send("DetachVolume", $"VolumeId={volume}", "Device=/dev/sdz").ShouldBe(400, "InvalidAttachment.NotFound");
        _cloud.Send("DetachVolume", $"VolumeId={volume}").ShouldSucceed().Text("status").Should().Be("detaching");
        _cloud.Clock.Advance(2);
        _cloud.Send("DescribeVolumes", $"VolumeId.1={volume}").Text("status").Should().Be("available");
        _cloud.Send("DetachVolume", $"VolumeId={volume}").ShouldBe(400, "IncorrectState");
        _cloud.Send("DeleteVolume", $"VolumeId={volume}").ShouldSucceed();
        _cloud.Send("DescribeVolumes", $"VolumeId.1={volume}").Text("status").Should().Be("deleting");
        _cloud.Clock.Advance(2);
        _cloud.Send("DescribeVolumes", $"VolumeId.1={volume}").ShouldBe(400, "InvalidVolume.NotFound");
    }

    [Fact]
    public void The_root_volume_of_a_running_instance_stays()
    {
        string instance = Run();
        string root = _cloud.Send("DescribeVolumes", "Filter.1.Name=attachment.instance-id", $"Filter.1.Value.1={instance}")
            .Text("volumeId");
        _cloud.Send("DetachVolume", $"VolumeId={root}").ShouldBe(400, "OperationNotPermitted");
        _cloud.Sandbox.StopInstance(instance);
        _cloud.Clock.Advance(6);
        _cloud.Send("DetachVolume", $"VolumeId={root}").ShouldSucceed();
    }

    [Fact]
    public void A_termination_deletes_the_root_volume_and_detaches_the_others()
    {
        string instance = Run();
        string volume = Available();
        Attach(volume, instance).ShouldSucceed();
        _cloud.Send("TerminateInstances", $"InstanceId.1={instance}").ShouldSucceed();
        _cloud.Clock.Advance(5);
        Reply reply = _cloud.Send("DescribeVolumes").ShouldSucceed();
        reply.Text("volumeId").Should().Be(volume);
        reply.Texts("status").Should().Equal("available");
    }

    [Fact]
    public void A_volume_of_a_snapshot_is_at_least_as_large()
    {
        string volume = Available();
        string snapshot = _cloud.Send("CreateSnapshot", $"VolumeId={volume}", "Description=daily").ShouldSucceed().Text("snapshotId");
        _cloud.Send("CreateVolume", "AvailabilityZone=us-east-1a", $"SnapshotId={snapshot}").ShouldBe(400, "IncorrectState");
        _cloud.Clock.Advance(10);
        _cloud.Send("DescribeSnapshots", $"SnapshotId.1={snapshot}").Text("status").Should().Be("completed");
        _cloud.Send("CreateVolume", "AvailabilityZone=us-east-1a", $"SnapshotId={snapshot}", "Size=10")
            .ShouldBe(400, "InvalidParameterValue");
        _cloud.Send("CreateVolume", "AvailabilityZone=us-east-1a", $"SnapshotId={snapshot}").ShouldSucceed().Text("size").Should().Be("20");
    }

    private Reply Create(params IEnumerable<string> parameters) =>
        _cloud.Send("CreateVolume", ["AvailabilityZone=us-east-1a", "Size=20", .. parameters]).ShouldSucceed();

    private string Available()
    {
        string id = Create().Text("volumeId");
        _cloud.Clock.Advance(2);
        return id;
    }

    private string Run()
    {
        string id = _cloud.RunOne("Placement.AvailabilityZone=us-east-1a");
        _cloud.Clock.Advance(8);
        return id;
    }

    private Reply Attach(string volume, string instance, string device = "/dev/sdf") =>
        _cloud.Send("AttachVolume", $"VolumeId={volume}", $"InstanceId={instance}", $"Device={device}");
}
