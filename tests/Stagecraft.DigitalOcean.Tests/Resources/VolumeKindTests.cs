using Stagecraft.DigitalOcean.Resources;
using Stagecraft.DigitalOcean.Sandbox;
using Stagecraft.DigitalOcean.Settings;
using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Settings;
using Stagecraft.Errors;
using Stagecraft.Plans;

namespace Stagecraft.DigitalOcean.Tests.Resources;

/// <summary>Spec digitalocean.md 16.4.</summary>
public sealed class VolumeKindTests : IDisposable
{
    private const string Kind = ResourceKind.Volume;

    private static readonly string[] Tags = ["stagecraft", "stagecraft-env-staging", "stagecraft-volume-data"];

    private readonly ResourceRig _rig = new("{ db-1: { role: db, volumes: { data: { size: 100, filesystem: xfs } } } }");

    private VolumeSettings Declared => (VolumeSettings)_rig.Declared.Single();

    private SandboxVolume Actual => _rig.World.Cloud.Resources.Volumes.Single();

    public void Dispose() => _rig.Dispose();

    [Theory]
    [InlineData("ext4", "/data", "resize2fs /dev/disk/by-id/scsi-0DO_Volume_staging-db-1-data")]
    [InlineData("ext4", null, "resize2fs /dev/disk/by-id/scsi-0DO_Volume_staging-db-1-data")]
    [InlineData("xfs", "/data", "xfs_growfs /data")]
    [InlineData("xfs", null, "xfs_growfs DIRECTORY")]
    public void Growing_a_volume_warns_with_the_command_that_grows_its_file_system(string filesystem, string? mount, string command)
    {
        VolumeSettings volume = (VolumeSettings)_rig.Declared[0] with { Filesystem = filesystem, Mount = mount };
        ResourceChange grown = Row(ResourceActions.Update, new FieldDifference("size", "20 GiB", "10 GiB") { IsUpdated = true });

        PlanWarning warning = _rig.Kind(ResourceKind.Volume).WarningsOf(grown, volume).Should().ContainSingle().Which;

        (warning.Code, warning.Message).Should().Be((
            "filesystem_not_grown",
            $"volume 'staging-db-1-data' grows, but its file system does not: after the run, run `{command}` on host db-1"));
    }

    [Fact]
    public void Other_rows_give_no_warning()
    {
        IResourceKind kind = _rig.Kind(ResourceKind.Volume);
        kind.WarningsOf(Row(ResourceActions.Create, new FieldDifference("size", "20 GiB", null)), _rig.Declared[0]).Should().BeEmpty();
        kind.WarningsOf(Row(ResourceActions.Delete, new FieldDifference("size", null, "10 GiB")), null).Should().BeEmpty();
        ResourceChange attached = Row(ResourceActions.Update, new FieldDifference("host", "db-1", null) { IsUpdated = true });
        kind.WarningsOf(attached, _rig.Declared[0]).Should().BeEmpty();
        kind.WarningsOf(Row(ResourceActions.None), _rig.Declared[0]).Should().BeEmpty();
    }

    private static ResourceChange Row(ResourceActions actions, params FieldDifference[] fields) => new()
    {
        Kind = ResourceKind.Volume,
        Name = "db-1-data",
        CloudName = "staging-db-1-data",
        Actions = actions,
        Approval = Approval.Change,
        Fields = fields,
    };

    [Fact]
    public void A_new_volume_equals_its_declaration_once_it_is_attached()
    {
        SandboxDroplet droplet = _rig.AddHost("db-1");

        Resource created = _rig.Create(Declared, Tags).Should().BeOfType<UpdateOutcome.Accepted>().Which.Resource!;

        created.Should().BeEquivalentTo(_rig.Read(Kind).Single());
        created.Tags.Should().BeEquivalentTo(Tags);
        Actual.Should().BeEquivalentTo(new { Name = "staging-db-1-data", Region = "nyc1", SizeGigabytes = 100, DropletId = (long?)null });
        Actual.Tags.Should().BeEquivalentTo(Tags);
        Differences(created).Should().Equal("host");

        _rig.Update(Declared, created, "host").Should().BeOfType<UpdateOutcome.Accepted>();
        _rig.Wait();

        Actual.DropletId.Should().Be(droplet.Id);
        Resource attached = _rig.Read(Kind).Single();
        attached.Attached.Should().Equal(_rig.Machines["db-1"]);
        Differences(attached).Should().BeEmpty();
        _rig.Writes.Should().HaveCount(2, "one request per write");
    }

    [Fact]
    public void A_larger_size_is_set_in_place()
    {
        Existing(size: 50);
        Differences(_rig.Read(Kind).Single()).Should().Equal("host", "size");
        _rig.Update(Declared, _rig.Read(Kind).Single(), "size", "host").Should().BeOfType<UpdateOutcome.Accepted>();
        _rig.Wait();
        Actual.SizeGigabytes.Should().Be(100);
        Actual.DropletId.Should().BeNull("one write sends one request");
    }

    [Fact]
    public void A_smaller_size_is_a_problem_that_states_both()
    {
        Existing(size: 200);
        _rig.Owned[(Kind, "db-1-data")] = _rig.Read(Kind).Single().Id;
        Problem problem = Check().Should().ContainSingle().Which;
        problem.Should().BeEquivalentTo(new
        {
            Code = ErrorCodes.ConfigInvalid,
            Message = "volume 'staging-db-1-data' has 200 GiB, but the file declares 100 GiB: a volume cannot shrink",
            Hint = "declare size: 200, or a volume with another name",
            Path = "hosts.staging.db-1.volumes.data",
        });
        problem.Location!.Line.Should().Be(5);

        _rig.Update(Declared, _rig.Read(Kind).Single(), "size").Should().BeOfType<UpdateOutcome.Refused>();
        _rig.Writes.Should().BeEmpty();
    }

    [Theory]
    [InlineData(50)]
    [InlineData(100)]
    public void Other_sizes_are_no_problem(int size)
    {
        Existing(size);
        _rig.Owned[(Kind, "db-1-data")] = _rig.Read(Kind).Single().Id;
        Check().Should().BeEmpty();
    }

    [Fact]
    public void An_attached_volume_is_never_taken_from_its_droplet()
    {
        _rig.AddHost("db-1");
        SandboxDroplet other = _rig.World.Cloud.CreateDroplet("other", ["web"], "nyc1");
        Attach(Existing(100), other.Id);
        Resource actual = _rig.Read(Kind).Single();
        Fields(actual)["host"].Should().Be(actual.Attached.Single().Value, "the droplet is not a host");
        _rig.Update(Declared, actual, "host").Should().BeOfType<UpdateOutcome.Refused>();
        _rig.Writes.Should().BeEmpty();
        Actual.DropletId.Should().Be(other.Id);
    }

    [Fact]
    public void A_busy_droplet_is_a_transient_refusal()
    {
        Existing(100);
        SandboxDroplet droplet = _rig.World.Ours("db-1", booting: true);
        _rig.Machines["db-1"] = new ResourceId($"{droplet.Id}");
        _rig.Update(Declared, _rig.Read(Kind).Single(), "host").Should().BeOfType<UpdateOutcome.Refused>()
            .Which.Failure.Should().Match<CloudFailure>(f => f.IsTransient && f.Message.Contains("pending event"));
    }

    [Fact]
    public void A_name_in_use_is_a_refusal_and_nothing_is_created()
    {
        Existing(100);
        _rig.Create(Declared, Tags).Should().BeOfType<UpdateOutcome.Refused>();
        _rig.World.Cloud.Resources.Volumes.Should().ContainSingle();
        _rig.Kind(Kind).HasUniqueNames.Should().BeTrue();
    }

    [Fact]
    public void A_delete_detaches_first()
    {
        SandboxDroplet droplet = _rig.AddHost("db-1");
        Attach(Existing(100), droplet.Id);

        _rig.Delete(Kind, _rig.Read(Kind).Single()).Should().BeOfType<UpdateOutcome.Accepted>();
        _rig.Delete(Kind, _rig.Read(Kind).Single()).Should().BeOfType<UpdateOutcome.Refused>()
            .Which.Failure.IsTransient.Should().BeTrue("it is being detached");
        _rig.Wait();
        Actual.DropletId.Should().BeNull();
        Resource detached = _rig.Read(Kind).Single();
        _rig.Delete(Kind, detached).Should().BeOfType<UpdateOutcome.Accepted>();
        _rig.Delete(Kind, detached).Should().BeOfType<UpdateOutcome.NotFound>();
        _rig.World.Cloud.Resources.Volumes.Should().BeEmpty();
    }

    [Fact]
    public void A_lost_response_is_unclear_and_the_request_is_not_repeated()
    {
        _rig.World.Network.Choose = (r, _) => r.Method == HttpMethod.Post ? Fault.ResetAfter : Fault.None;
        _rig.Create(Declared, Tags).Should().BeOfType<UpdateOutcome.Unclear>();
        _rig.Writes.Should().ContainSingle();
        _rig.World.Cloud.Resources.Volumes.Should().ContainSingle();
    }

    [Fact]
    public void All_pages_are_read_sorted_by_id()
    {
        using ResourceRig rig = new("{ db-1: { role: db } }");
        for (int n = 0; n < 100; n++)
        {
            rig.Post("/v2/volumes", $$"""{"name":"v{{n}}","region":"nyc1","size_gigabytes":1}""");
        }

        rig.Read(Kind).Should().HaveCount(100).And.BeInAscendingOrder(v => v.Id);
        rig.Read(Kind)[0].Tags.Should().BeEmpty();
    }

    [Fact]
    public void Without_permission_the_tags_are_unknown()
    {
        Existing(100);
        _rig.World.Cloud.Conditions = _rig.World.Cloud.Conditions with { CanReadTags = false };
        _rig.Read(Kind).Single().Tags.Should().BeNull();
    }

    [Fact]
    public void Prices_are_by_size()
    {
        Existing(50);
        (_rig.Kind(Kind).PriceOf(Declared), _rig.Kind(Kind).PriceOf(_rig.Read(Kind).Single())).Should().Be((10.00m, 5.00m));
    }

    [Fact]
    public void A_volume_is_kept_and_its_deletion_is_a_loss() =>
        (_rig.Kind(Kind).IsKept, _rig.Kind(Kind).IsLost, _rig.Kind(Kind).Ownership, _rig.Kind(Kind).IsAlwaysRead).Should()
            .Be((true, true, ResourceOwnership.Tags, true));

    [Fact]
    public void An_undeclared_volume_shows_its_fields()
    {
        Existing(50);
        _rig.Kind(Kind).FieldsOf(_rig.Read(Kind).Single(), null, _rig.Context).Should().BeEquivalentTo(
            new Dictionary<string, string> { ["size"] = "50 GiB", ["region"] = "nyc1", ["filesystem"] = "xfs" });
    }

    [Theory]
    [InlineData("""{"name":"a","region":{"slug":"nyc1"},"size_gigabytes":1,"droplet_ids":[]}""")]
    [InlineData("""{"id":" ","name":"a","region":{"slug":"nyc1"},"size_gigabytes":1,"droplet_ids":[]}""")]
    [InlineData("""{"id":"1","region":{"slug":"nyc1"},"size_gigabytes":1,"droplet_ids":[]}""")]
    [InlineData("""{"id":"1","name":"a","region":null,"size_gigabytes":1,"droplet_ids":[]}""")]
    [InlineData("""{"id":"1","name":"a","region":{"slug":"nyc1"},"size_gigabytes":"1","droplet_ids":[]}""")]
    [InlineData("""{"id":"1","name":"a","region":{"slug":"nyc1"},"size_gigabytes":1,"droplet_ids":["x"]}""")]
    [InlineData("""{"id":"1","name":"a","region":{"slug":"nyc1"},"size_gigabytes":1,"droplet_ids":[-4]}""")]
    public void A_malformed_volume_is_an_error(string json) =>
        FluentActions.Invoking(() => Volume.Of(System.Text.Json.Nodes.JsonNode.Parse(json)!.AsObject())).Should()
            .Throw<System.Text.Json.JsonException>();

    [Theory]
    [InlineData("""{"id":"1","name":"a","region":{"slug":"nyc1"},"size_gigabytes":1,"droplet_ids":null,"tags":null}""", false)]
    [InlineData("""{"id":"1","name":"a","region":{"slug":"nyc1"},"size_gigabytes":1,"filesystem_type":null}""", true)]
    public void Optional_members_can_be_null_or_absent(string json, bool areTagsUnknown)
    {
        Volume volume = Volume.Of(System.Text.Json.Nodes.JsonNode.Parse(json)!.AsObject());
        (volume.Attached.Count, volume.Filesystem, volume.Tags is null).Should().Be((0, "", areTagsUnknown));
    }

    private string Existing(int size) => _rig.Post(
        "/v2/volumes",
        $$"""{"name":"staging-db-1-data","region":"nyc1","size_gigabytes":{{size}},"filesystem_type":"xfs","tags":["stagecraft"]}""")
        .GetProperty("volume").GetProperty("id").GetString()!;

    private void Attach(string id, long droplet) =>
        _rig.Post($"/v2/volumes/{id}/actions", $$"""{"type":"attach","droplet_id":{{droplet}}}""");

    private IReadOnlyList<Problem> Check() => _rig.Kind(Kind).Check(_rig.Declared, _rig.List(Kind), _rig.Context);

    private IReadOnlyDictionary<string, string> Fields(Resource actual) => _rig.Kind(Kind).FieldsOf(actual, Declared, _rig.Context);

    /// <summary>The names of the fields that the engine would find different.</summary>
    private IEnumerable<string> Differences(Resource actual)
    {
        IReadOnlyDictionary<string, string> fields = Fields(actual);
        return Declared.Fields.Select(f => f.Name).Union(fields.Keys)
            .Where(n => fields.GetValueOrDefault(n) != Declared.Fields.SingleOrDefault(f => f.Name == n)?.Value)
            .Order(StringComparer.Ordinal);
    }
}
