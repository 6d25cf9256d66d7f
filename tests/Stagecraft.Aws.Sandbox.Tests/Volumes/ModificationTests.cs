using Stagecraft.Aws.Sandbox.Tests.Support;

namespace Stagecraft.Aws.Sandbox.Tests.Volumes;

/// <summary>spec/sandbox-aws.md, section 10.4: modifications of volumes.</summary>
public sealed class ModificationTests : IDisposable
{
    private readonly Cloud _cloud = new(new AwsSandboxOptions { Throttle = false });
    private readonly string _volume;

    public ModificationTests()
    {
        _volume = _cloud.Send("CreateVolume", "AvailabilityZone=us-east-1a", "Size=20", "VolumeType=gp3").ShouldSucceed().Text("volumeId");
        _cloud.Clock.Advance(2);
    }

    public void Dispose() => _cloud.Dispose();

    [Fact]
    public void A_volume_grows_through_its_states()
    {
        Reply reply = Modify("Size=30").ShouldSucceed();
        (reply.Text("modificationState"), reply.Text("originalSize"), reply.Text("targetSize")).Should().Be(("modifying", "20", "30"));
        Size().Should().Be("20");
        _cloud.Clock.Advance(2);
        State().Should().Be("optimizing");
        Size().Should().Be("30");
        _cloud.Clock.Advance(2);
        State().Should().Be("completed");
    }

    [Fact]
    public void A_volume_does_not_shrink() => Modify("Size=10").ShouldBe(400, "InvalidParameterValue");

    [Fact]
    public void A_modification_waits_for_the_last_one_and_its_cooldown()
    {
        Modify("Size=30").ShouldSucceed();
        Modify("Size=40").ShouldBe(400, "IncorrectModificationState");
        _cloud.Clock.Advance(4);
        Modify("Size=40").ShouldBe(400, "VolumeModificationRateExceeded");
        _cloud.Clock.Advance(TimeSpan.FromHours(6));
        Modify("Size=40").ShouldSucceed().Text("originalSize").Should().Be("30");
    }

    [Fact]
    public void A_type_changes_with_its_defaults()
    {
        Modify("VolumeType=gp2").ShouldSucceed();
        _cloud.Clock.Advance(4);
        Reply reply = _cloud.Send("DescribeVolumes", $"VolumeId.1={_volume}");
        (reply.Text("volumeType"), reply.Text("iops")).Should().Be(("gp2", "100"));
        reply.Texts("throughput").Should().BeEmpty();
    }

    [Fact]
    public void A_volume_without_a_modification_is_not_listed()
    {
        _cloud.Send("DescribeVolumesModifications").ShouldSucceed().Texts("volumeId").Should().BeEmpty();
        _cloud.Send("DescribeVolumesModifications", $"VolumeId.1={_volume}").ShouldBe(400, "InvalidVolumeModification.NotFound");
    }

    private Reply Modify(string parameter) => _cloud.Send("ModifyVolume", $"VolumeId={_volume}", parameter);

    private string Size() => _cloud.Send("DescribeVolumes", $"VolumeId.1={_volume}").Text("size");

    private string State() => _cloud.Send("DescribeVolumesModifications", $"VolumeId.1={_volume}").Text("modificationState");
}
