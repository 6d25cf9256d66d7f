using Stagecraft.Aws.Api;
using Stagecraft.Aws.Resources;
using Stagecraft.Aws.Sandbox;
using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Planning;
using Stagecraft.Plans;
using Stagecraft.Sandbox;

namespace Stagecraft.Aws.Tests.Resources;

/// <summary>spec/providers/cloud/aws.md 8.2.</summary>
public sealed class VolumeKindTests : IDisposable
{
    private const string Kind = ResourceKind.Volume;

    private const string Host =
        "{db-1: {role: db, zone: eu-central-1a, volumes: {data: {size: 100, filesystem: xfs}, logs: {size: 20, mount: /logs}}}}";

    private readonly ResourceRig _rig = new(Host);

    public void Dispose() => _rig.Dispose();

    [Fact]
    public void Volumes_are_created_with_their_tags_in_the_declared_zone()
    {
        UpdateOutcome created = _rig.Step(_rig.Declared[0])!;

        created.Should().BeOfType<UpdateOutcome.Accepted>().Which.Resource!.CloudName.Should().Be("prod-db-1-data");
        Ec2Volume volume = Volumes().Single();
        (volume.Zone, volume.Size, volume.Type).Should().Be(("eu-central-1a", 100, "gp3"));
        volume.Tags.Should().Equal(new Dictionary<string, string>
        {
            ["Name"] = "prod-db-1-data",
            ["stagecraft:environment"] = "prod",
            ["stagecraft:filesystem"] = "xfs",
            ["stagecraft:host"] = "db-1",
            ["stagecraft:project"] = "shop",
            ["stagecraft:volume"] = "data",
        });
        _rig.State(Kind).Owned.Keys.Should().Equal("db-1-data");
    }

    [Fact]
    public void Volumes_are_attached_in_the_order_of_their_names()
    {
        _rig.AddHost("db-1");

        _rig.Converge(Kind);

        Volumes().Select(v => (v.Tags!["stagecraft:volume"], v.Attachments.Single().Device)).Should().BeEquivalentTo(
            [("data", "/dev/sdf"), ("logs", "/dev/sdg")]);
    }

    /// <summary>5.6.</summary>
    [Fact]
    public void A_device_name_in_use_is_skipped()
    {
        _rig.AddHost("db-1");
        _rig.Converge(Kind);
        _rig.Declare(Host.Replace("volumes: {", "volumes: {backup: {size: 5}, ", StringComparison.Ordinal));

        _rig.Converge(Kind);

        Volumes().Single(v => v.Tags!["stagecraft:volume"] == "backup").Attachments.Single().Device.Should().Be("/dev/sdi");
    }

    [Fact]
    public void A_volume_grows_once_and_is_not_ready_while_it_grows()
    {
        _rig.AddHost("db-1");
        _rig.Converge(Kind);
        _rig.Declare(Host.Replace("100", "150", StringComparison.Ordinal));

        _rig.Step(_rig.Declared[0]).Should().BeOfType<UpdateOutcome.Accepted>();
        _rig.Owned(Kind, "db-1-data").IsReady.Should().BeFalse();
        _rig.Step(_rig.Declared[0]).Should().BeOfType<UpdateOutcome.Accepted>("it is growing");
        _rig.Converge(Kind);

        Volumes().Single(v => v.Tags!["stagecraft:volume"] == "data").Size.Should().Be(150);
        _rig.Writes.Should().ContainSingle(w => w == "ModifyVolume");
    }

    [Fact]
    public void A_volume_cannot_grow_twice_in_six_hours()
    {
        _rig.Converge(Kind, attach: false);
        _rig.Declare(Host.Replace("100", "150", StringComparison.Ordinal));
        _rig.Converge(Kind, attach: false);
        _rig.Declare(Host.Replace("100", "160", StringComparison.Ordinal));

        CloudFailure failure = _rig.Step(_rig.Declared[0]).Should().BeOfType<UpdateOutcome.Refused>().Which.Failure;

        (failure.ErrorId, failure.IsTransient).Should().Be(("VolumeModificationRateExceeded", false));
    }

    [Theory]
    [InlineData(SandboxFaultKind.LostAnswerAfter)]
    [InlineData(SandboxFaultKind.LostAnswerBefore)]
    [InlineData(SandboxFaultKind.LateCommit)]
    [InlineData(SandboxFaultKind.ServerErrorAfter)]
    [InlineData(SandboxFaultKind.TruncatedBody)]
    [InlineData(SandboxFaultKind.RateLimited)]
    public void Lost_responses_create_no_second_volume(SandboxFaultKind fault)
    {
        _rig.AddHost("db-1");
        foreach (string action in new[] { "CreateVolume", "AttachVolume", "DescribeVolumes" })
        {
            _rig.Fault(fault, action);
        }

        _rig.Converge(Kind);

        Volumes().Should().HaveCount(2);
    }

    [Fact]
    public void Two_runs_at_once_create_one_volume()
    {
        string[] created =
        [
            .. Enumerable.Range(0, 2).Select(_ =>
            {
                DeclaredResource volume = _rig.Declared[0];
                IReadOnlyList<string> tags = ["stagecraft", "stagecraft-env-prod", "stagecraft-host-db-1", "stagecraft-volume-data"];
                _rig.Declare(Host); // As another process: no memory of the first request.
                UpdateOutcome outcome = _rig.Clock.Run(() => _rig.Kind(Kind).CreateAsync(
                    volume, tags, _rig.Context(_rig.State(Kind)), () => true, default));
                return ((UpdateOutcome.Accepted)outcome).Resource!.Id.Value;
            }),
        ];

        created.Distinct().Should().ContainSingle();
    }

    [Fact]
    public void The_token_of_a_deleted_volume_is_replaced()
    {
        _rig.Converge(Kind, attach: false);
        _rig.Delete(Kind, "db-1-data");
        _rig.Wait(60);
        Volumes().Should().ContainSingle();

        _rig.Converge(Kind, attach: false);

        Volumes().Should().HaveCount(2);
    }

    /// <summary>A lost create with another size: the volume is found when lists show it.</summary>
    [Fact]
    public void A_conflict_of_tokens_ends_when_a_list_shows_the_volume_or_the_settle_window_is_over()
    {
        VolumeTokens tokens = new(new("1", "shop", "prod", []), _rig.Clock, TimeSpan.FromSeconds(60));
        string first = tokens.Of("db-1-data");

        tokens.Conflicts("db-1-data");
        _rig.Wait(59);
        tokens.Conflicts("db-1-data");
        tokens.Of("db-1-data").Should().Be(first);
        _rig.Wait(1);
        tokens.Conflicts("db-1-data");

        tokens.Of("db-1-data").Should().Be(first[..^1] + "1");
        first.Should().MatchRegex("^sc1-[0-9a-f]{40}-0$");
        first.Length.Should().BeLessThanOrEqualTo(64);
    }

    [Fact]
    public void An_attached_volume_is_detached_and_deleted()
    {
        _rig.AddHost("db-1");
        _rig.Converge(Kind);

        _rig.Delete(Kind, "db-1-data");

        Volumes().Should().ContainSingle();
        _rig.Writes.Count(w => w == "DetachVolume").Should().Be(1);
    }

    [Fact]
    public void A_volume_survives_its_host_and_is_attached_to_the_next_one()
    {
        AwsSandboxInstance first = _rig.AddHost("db-1");
        _rig.Converge(Kind);
        _rig.Cloud.TerminateInstance(first.Id);
        AwsSandboxInstance second = _rig.AddHost("db-1");

        _rig.Converge(Kind);

        Volumes().Should().HaveCount(2).And.OnlyContain(v => v.Attachments.Single().InstanceId == second.Id);
        _rig.Writes.Should().NotContain("DetachVolume");
    }

    [Fact]
    public void A_volume_of_another_instance_is_never_taken()
    {
        _rig.AddHost("db-1");
        _rig.Converge(Kind);
        KindState state = _rig.State(Kind);
        _rig.AddHost("db-1");

        UpdateOutcome outcome = _rig.Clock.Run(() => state.Kind.UpdateAsync(
            _rig.Declared[0], state.Owned["db-1-data"], ["host"], _rig.Context(state), () => true, default));

        outcome.Should().BeOfType<UpdateOutcome.Refused>().Which.Failure.Message.Should().Contain("is attached to instance");
    }

    [Theory]
    [InlineData("{db-1: {role: db, volumes: {data: {size: 5}}}}", "neither zone nor subnet")]
    [InlineData(
        "{db-1: {role: db, zone: eu-central-1b, volumes: {data: {size: 5}}}}",
        "is in zone eu-central-1a, but host 'db-1' is in eu-central-1b")]
    [InlineData("{db-1: {role: db, zone: eu-central-1a, volumes: {data: {size: 4}}}}", "a volume cannot shrink")]
    public void What_would_fail_is_reported_in_the_plan(string hosts, string message)
    {
        _rig.Declare("{db-1: {role: db, zone: eu-central-1a, volumes: {data: {size: 5}}}}");
        _rig.Converge(Kind, attach: false);

        _rig.Declare(hosts);

        _rig.Check(Kind).Should().ContainSingle().Which.Should().Contain(message);
    }

    [Fact]
    public void A_host_in_another_zone_than_declared_gets_no_volume()
    {
        _rig.Declare("{db-1: {role: db, zone: eu-central-1c, volumes: {data: {size: 5}}}}");
        _rig.AddHost("db-1");

        _rig.Step(_rig.Declared[0]).Should().BeOfType<UpdateOutcome.Refused>().Which.Failure.Message
            .Should().Contain("is in zone eu-central-1a, but the file declares eu-central-1c");
    }

    [Fact]
    public void The_price_is_that_of_the_price_list()
    {
        _rig.List(Kind);
        decimal? price = _rig.Kind(Kind).PriceOf(_rig.Declared[0]);

        price.Should().BeInRange(8, 12);
        _rig.Converge(Kind, attach: false);
        _rig.List(Kind).Resources.Sum(r => _rig.Kind(Kind).PriceOf(r)).Should().Be(price * 1.2m);
    }

    [Fact]
    public void Growing_a_volume_warns_with_the_command_that_grows_its_file_system()
    {
        ResourceChange grown = new()
        {
            Kind = Kind,
            Name = "db-1-data",
            Id = new("vol-0123456789abcdef0"),
            CloudName = "prod-db-1-data",
            Actions = ResourceActions.Update,
            Fields = [new FieldDifference("size", "20 GiB", "10 GiB") { IsUpdated = true }],
            Approval = Approval.Change,
        };

        VolumeChecks.WarningsOf(grown, (Stagecraft.Engine.Settings.VolumeSettings)_rig.Declared[0] with { Filesystem = "ext4" })
            .Single().Message.Should().Contain(
                "`resize2fs /dev/disk/by-id/nvme-Amazon_Elastic_Block_Store_vol0123456789abcdef0` on host db-1");
        VolumeChecks.WarningsOf(grown with { Actions = ResourceActions.Create }, null).Should().BeEmpty();
    }

    private IReadOnlyList<Ec2Volume> Volumes() =>
        _rig.Run(c => c.Volumes.ListAsync([Ec2Filter.TagKey("stagecraft:volume")], RequestPriority.Working, default)).Items
            .Where(v => v.State is not ("deleting" or "deleted")).ToArray();
}
