using Stagecraft.Aws.Sandbox.Tests.Support;

namespace Stagecraft.Aws.Sandbox.Tests.Images;

/// <summary>spec/sandbox-aws.md, sections 8.4 and 10.5: images and snapshots.</summary>
public sealed class ImageTests : IDisposable
{
    private readonly Cloud _cloud = new(new AwsSandboxOptions { Throttle = false });

    public void Dispose() => _cloud.Dispose();

    [Fact]
    public void A_public_image_is_found_by_id()
    {
        Reply reply = _cloud.Send("DescribeImages", $"ImageId.1={_cloud.Image}").ShouldSucceed();
        reply.Text("name").Should().Contain("ubuntu");
        reply.Text("architecture").Should().Be("x86_64");
        reply.Text("rootDeviceName").Should().Be("/dev/sda1");
        reply.Text("imageState").Should().Be("available");
    }

    [Theory]
    [InlineData("ami-0000000000000000f", "InvalidAMIID.NotFound")]
    [InlineData("ubuntu", "InvalidAMIID.Malformed")]
    public void An_unknown_image_is_an_error(string id, string code) =>
        _cloud.Send("DescribeImages", $"ImageId.1={id}").ShouldBe(400, code);

    [Theory]
    [InlineData("Owner.1=amazon", 2)]
    [InlineData("Owner.1=099720109477", 4)]
    [InlineData("Owner.1=self", 0)]
    public void Owners_select_images(string owner, int count) =>
        _cloud.Send("DescribeImages", owner).ShouldSucceed().Texts("imageId").Should().HaveCount(count);

    [Fact]
    public void Filters_select_by_name_and_architecture() => _cloud.Send(
        "DescribeImages", "Filter.1.Name=name", "Filter.1.Value.1=ubuntu/*noble*", "Filter.2.Name=architecture", "Filter.2.Value.1=arm64")
        .ShouldSucceed().Texts("imageId").Should().ContainSingle();

    [Fact]
    public void Image_ids_differ_between_regions() => _cloud.Send(
        "DescribeImages", new Signer { Region = "eu-central-1" }, $"ImageId.1={_cloud.Image}").ShouldBe(400, "InvalidAMIID.NotFound");

    [Fact]
    public void An_image_of_an_instance_is_pending_then_available_and_can_be_launched()
    {
        string instance = _cloud.RunOne();
        _cloud.Clock.Advance(8);
        string image = _cloud.Send(
            "CreateImage", $"InstanceId={instance}", "Name=backup", "TagSpecification.1.ResourceType=image",
            "TagSpecification.1.Tag.1.Key=team", "TagSpecification.1.Tag.1.Value=shop").ShouldSucceed().Text("imageId");
        _cloud.Send("DescribeImages", "Owner.1=self").Text("imageState").Should().Be("pending");
        _cloud.Run($"ImageId={image}").ShouldBe(400, "InvalidAMIID.Unavailable");
        _cloud.Clock.Advance(10);
        Reply reply = _cloud.Send("DescribeImages", "Filter.1.Name=tag:team", "Filter.1.Value.1=shop").ShouldSucceed();
        reply.Text("imageState").Should().Be("available");
        reply.Text("isPublic").Should().Be("false");
        _cloud.Run($"ImageId={image}").ShouldSucceed();
    }

    [Fact]
    public void An_image_name_is_unique_and_its_snapshot_is_in_use()
    {
        string instance = _cloud.RunOne();
        _cloud.Clock.Advance(8);
        string image = _cloud.Send("CreateImage", $"InstanceId={instance}", "Name=backup").ShouldSucceed().Text("imageId");
        _cloud.Send("CreateImage", $"InstanceId={instance}", "Name=backup").ShouldBe(400, "InvalidAMIName.Duplicate");
        string snapshot = _cloud.Send("DescribeSnapshots", "Owner.1=self").Text("snapshotId");
        _cloud.Send("DeleteSnapshot", $"SnapshotId={snapshot}").ShouldBe(400, "InvalidSnapshot.InUse");
        _cloud.Send("DeregisterImage", $"ImageId={image}").ShouldSucceed();
        _cloud.Send("DeleteSnapshot", $"SnapshotId={snapshot}").ShouldSucceed();
        _cloud.Send("DescribeSnapshots", $"SnapshotId.1={snapshot}").ShouldBe(400, "InvalidSnapshot.NotFound");
    }

    [Fact]
    public void A_public_image_cannot_be_deregistered() =>
        _cloud.Send("DeregisterImage", $"ImageId={_cloud.Image}").ShouldBe(400, "AuthFailure");

    [Fact]
    public void A_launch_resolves_a_public_parameter()
    {
        string parameter = "/aws/service/canonical/ubuntu/server/22.04/stable/current/amd64/hvm/ebs-gp2/ami-id";
        _cloud.Run($"ImageId=resolve:ssm:{parameter}").ShouldSucceed().Text("imageId").Should().Be(_cloud.Image);
        _cloud.Run("ImageId=resolve:ssm:/mine").ShouldBe(400, "InvalidParameterValue");
    }
}
