using Stagecraft.DigitalOcean.Resources;
using Stagecraft.DigitalOcean.Sandbox;
using Stagecraft.Engine.Clouds;
using Stagecraft.Errors;
using Stagecraft.Plans;

namespace Stagecraft.DigitalOcean.Tests.Resources;

/// <summary>Spec digitalocean.md 16.5.</summary>
public sealed class ReservedIpKindTests : IDisposable
{
    private const string Kind = ResourceKind.ReservedIp;
    private const string First = "203.0.113.2";

    private readonly ResourceRig _rig = new($"{{ db-1: {{ role: db, reserved_ip: {First} }} }}");

    private DeclaredResource Declared => _rig.Declared.Single();

    private Resource Actual => _rig.Read(Kind).Single(r => r.CloudName == First);

    public void Dispose() => _rig.Dispose();

    [Fact]
    public void It_is_assigned_to_the_droplet_of_its_host()
    {
        SandboxDroplet droplet = _rig.AddHost("db-1");
        Reserve("nyc1");
        Actual.Should().BeEquivalentTo(new Resource { Id = new ResourceId(First), CloudName = First, Region = "nyc1" });
        _rig.Kind(Kind).FieldsOf(Actual, Declared, _rig.Context).Should().BeEmpty();
        Check().Should().BeEmpty();

        _rig.Update(Declared, Actual, "host").Should().BeOfType<UpdateOutcome.Accepted>();
        Actual.Should().Match<Resource>(r => !r.IsReady && r.Status == "locked");
        _rig.Update(Declared, Actual, "host").Should().BeOfType<UpdateOutcome.Refused>().Which.Failure.IsTransient.Should().BeTrue();
        _rig.Wait();

        _rig.World.Cloud.Resources.ReservedIps.Single().DropletId.Should().Be(droplet.Id);
        _rig.Kind(Kind).FieldsOf(Actual, Declared, _rig.Context).Should()
            .BeEquivalentTo(new Dictionary<string, string> { ["host"] = "db-1" });
        Actual.IsReady.Should().BeTrue();
        Check().Should().BeEmpty();
        _rig.Update(Declared, Actual, "host").Should().BeOfType<UpdateOutcome.Accepted>("it is assigned there already");
        _rig.Writes.Should().HaveCount(2);
    }

    [Fact]
    public void A_busy_droplet_is_a_transient_refusal()
    {
        Reserve("nyc1");
        _rig.Machines["db-1"] = new ResourceId($"{_rig.World.Ours("db-1", booting: true).Id}");
        _rig.Update(Declared, Actual, "host").Should().BeOfType<UpdateOutcome.Refused>().Which.Failure.IsTransient.Should().BeTrue();
    }

    [Fact]
    public void An_address_of_a_duplicate_of_its_host_is_not_foreign()
    {
        _rig.AddHost("db-1");
        SandboxDroplet duplicate = _rig.World.Ours("db-1");
        ReserveFor(duplicate);
        _rig.Duplicates.Add(new ResourceId($"{duplicate.Id}"));
        Check().Should().BeEmpty();
        _rig.Kind(Kind).FieldsOf(Actual, Declared, _rig.Context)["host"].Should().Be($"{duplicate.Id}");
        _rig.Update(Declared, Actual, "host").Should().BeOfType<UpdateOutcome.Refused>("the engine waits until it is free");
    }

    [Fact]
    public void An_address_of_another_region_is_a_problem()
    {
        Reserve("fra1");
        Problem("reserved IP 203.0.113.2 is in region fra1, but host 'db-1' is in nyc1");
    }

    [Fact]
    public void An_address_of_a_foreign_droplet_is_a_problem_and_never_moved()
    {
        _rig.AddHost("db-1");
        SandboxDroplet other = _rig.World.Cloud.CreateDroplet("other", ["web"], "nyc1");
        ReserveFor(other);
        Problem($"reserved IP 203.0.113.2 is assigned to droplet {other.Id}, which is not a host of this environment");
        _rig.Update(Declared, Actual, "host").Should().BeOfType<UpdateOutcome.Refused>();
        _rig.Writes.Should().BeEmpty();
        _rig.World.Cloud.Resources.ReservedIps.Single().DropletId.Should().Be(other.Id);
    }

    [Fact]
    public void An_address_of_another_host_is_drift_and_never_moved()
    {
        _rig.AddHost("db-1");
        ReserveFor(_rig.AddHost("app-1"));
        Check().Should().BeEmpty();
        _rig.Kind(Kind).FieldsOf(Actual, Declared, _rig.Context)["host"].Should().Be("app-1");
        _rig.Update(Declared, Actual, "host").Should().BeOfType<UpdateOutcome.Refused>();
        _rig.Writes.Should().BeEmpty();
    }

    [Fact]
    public void A_host_with_another_address_is_a_problem()
    {
        SandboxDroplet droplet = _rig.AddHost("db-1");
        Reserve("nyc1");
        ReserveFor(droplet);
        Problem($"droplet {droplet.Id} of host 'db-1' already has the reserved IP 203.0.113.3");
    }

    [Fact]
    public void It_is_never_created_or_deleted()
    {
        Reserve("nyc1");
        _rig.Create(Declared).Should().BeOfType<UpdateOutcome.Refused>();
        _rig.Delete(Kind, Actual).Should().BeOfType<UpdateOutcome.Refused>();
        _rig.Writes.Should().BeEmpty();
        (_rig.Kind(Kind).Ownership, _rig.Kind(Kind).IsAlwaysRead).Should().Be((ResourceOwnership.Declared, false));
    }

    [Fact]
    public void It_costs_money_while_it_is_not_assigned()
    {
        Reserve("nyc1");
        _rig.Kind(Kind).PriceOf(Actual).Should().Be(5.00m);
        _rig.Kind(Kind).PriceOf(Actual with { Attached = [new ResourceId("1")] }).Should().Be(0);
        _rig.Kind(Kind).PriceOf(Declared).Should().Be(0);
    }

    [Theory]
    [InlineData("""{"region":{"slug":"nyc1"},"droplet":null}""")]
    [InlineData("""{"ip":"203.0.113.2","region":{},"droplet":null}""")]
    [InlineData("""{"ip":"203.0.113.2","region":{"slug":"nyc1"},"droplet":{}}""")]
    [InlineData("""{"ip":"203.0.113.2","region":{"slug":"nyc1"},"droplet":{"id":"x"}}""")]
    [InlineData("""{"ip":"203.0.113.2","region":{"slug":"nyc1"},"droplet":{"id":0}}""")]
    [InlineData("""{"ip":"203.0.113.2","region":{"slug":"nyc1"},"droplet":7}""")]
    public void A_malformed_address_is_an_error(string json) =>
        FluentActions.Invoking(() => ReservedIp.Of(System.Text.Json.Nodes.JsonNode.Parse(json)!.AsObject())).Should()
            .Throw<System.Text.Json.JsonException>();

    private void Reserve(string region) => _rig.Post("/v2/reserved_ips", $$"""{"region":"{{region}}"}""");

    private void ReserveFor(SandboxDroplet droplet) => _rig.Post("/v2/reserved_ips", $$"""{"droplet_id":{{droplet.Id}}}""");

    private IReadOnlyList<Problem> Check() => _rig.Kind(Kind).Check(_rig.Declared, _rig.List(Kind), _rig.Context);

    private void Problem(string message)
    {
        Problem problem = Check().Should().ContainSingle().Which;
        problem.Message.Should().StartWith(message);
        (problem.Code, problem.Path, problem.Location!.Line).Should().Be((ErrorCodes.ConfigInvalid, "hosts.staging.db-1.reserved_ip", 5));
    }
}
