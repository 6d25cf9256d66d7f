using Stagecraft.DigitalOcean.Sandbox;
using Stagecraft.Errors;
using Stagecraft.Events;
using Stagecraft.Plans;
using Stagecraft.Providers;

namespace Stagecraft.DigitalOcean.Tests.Provider;

/// <summary>Spec interface.md 10.7 to 10.9.</summary>
public sealed class ResizeTests
{
    private const string Small = "s-1vcpu-1gb";
    private const string Large = "s-1vcpu-2gb";

    private readonly World _world = new() { Yaml = World.Hosts("app-1", "app-2") };

    private SandboxDroplet First => _world.Cloud.Droplets.Single(d => d.Name == "staging-app-1");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_host_gets_the_declared_size(bool growsDisk)
    {
        Grow();
        InfraPlan plan = Plan(growsDisk, "app-1");

        ResourceChange change = plan.HostChanges.First();
        (change.Actions, change.Approval, change.MonthlyBefore, change.MonthlyAfter).Should()
            .Be((ResourceActions.Update, Approval.Downtime, 6m, 12m));
        change.Fields.Where(f => f.IsUpdated).Select(f => (f.Name, f.Declared, f.Actual)).Should().BeEquivalentTo(
            growsDisk ? [("disk", "grow", null), ("size", Large, Small)] : new[] { ("size", Large, (string?)Small) });
        long id = First.Id;
        _world.Network.Sent.Clear();

        _world.Apply(plan).Hosts.Select(h => (h.Name, h.Kind)).Should().BeEquivalentTo(
            [("app-1", OutcomeKind.Updated), ("app-2", OutcomeKind.Unchanged)]);

        (First.Id, First.Size, First.Status).Should().Be((id, Large, "active"));
        First.Tags.Should().NotContain(t => t.StartsWith("stagecraft-resizing", StringComparison.Ordinal));
        _world.Network.Sent.Count(s => s == $"POST /v2/droplets/{id}/actions").Should().Be(3, "shutdown, resize and power on");
        _world.Cloud.Droplets.Single(d => d.Name == "staging-app-2").Size.Should().Be(Small);
        _world.Plan().HostChanges.Single(c => c.HasDrift).Name.Should().Be("app-2");
    }

    [Fact]
    public void Hosts_of_a_role_are_resized_one_at_a_time()
    {
        Grow();
        int most = 0;
        _world.Network.Before = _ => most = Math.Max(most, _world.Cloud.Droplets.Count(d => d.Status != "active"));

        _world.Apply(Plan(false, "role:app")).Count(OutcomeKind.Updated).Should().Be(2);

        most.Should().Be(1);
        _world.Plan().InSync.Should().BeTrue();
    }

    [Fact]
    public void A_refused_resize_switches_the_machine_on()
    {
        Grow();
        long id = First.Id;
        _world.Network.Choose = (request, _) =>
            request.Content is { } body && body.ReadAsStringAsync().Result.Contains("\"resize\"", StringComparison.Ordinal)
                ? Fault.Conflict : Fault.None;

        CloudProviderException failure = ApplyTests.Fails(() => _world.Apply(Plan(false, "app-1")));

        failure.Report!.Hosts.Single(h => h.Name == "app-1").Should().Match<HostOutcome>(h =>
            h.Kind == OutcomeKind.Failed && h.Message!.Contains("was not updated", StringComparison.Ordinal));
        (First.Id, First.Size, First.Status).Should().Be((id, Small, "active"));
        First.Tags.Should().NotContain(t => t.StartsWith("stagecraft-resizing", StringComparison.Ordinal));
    }

    [Fact] // Every plan finishes it.
    public void An_interrupted_resize_is_finished_without_a_selection()
    {
        Grow();
        _world.Cloud.SetTags(First.Id, [.. First.Tags, "stagecraft-resizing-disk"]);
        _world.Cloud.SetStatus(First.Id, "off");
        Wait();

        InfraPlan plan = _world.Plan();
        plan.Resize.Should().Equal("app-1");
        plan.HostChanges.First().Fields.Where(f => f.IsUpdated).Select(f => f.Name).Should().Equal("disk", "resize", "size", "status");
        _world.Apply(plan);

        (First.Size, First.Status).Should().Be((Large, "active"));
        First.Tags.Should().NotContain(t => t.StartsWith("stagecraft-resizing", StringComparison.Ordinal));
    }

    [Fact]
    public void A_disk_cannot_shrink()
    {
        _world.Up();
        _world.Yaml = _world.Yaml.Replace(Small, "s-1vcpu-512mb-10gb", StringComparison.Ordinal);

        CloudProviderException failure = ApplyTests.Fails(() => _world.Apply(Plan(false, "app-1")));

        failure.Problems.Should().ContainSingle().Which.Should().Match<Problem>(p => p.Code == ErrorCodes.ConfigInvalid
            && p.Message == "invalid config: droplet 'staging-app-1' has a disk of 25 GB, "
                + "but size 's-1vcpu-512mb-10gb' has 10 GB (host 'app-1')"
            && p.Location!.Line == 4);
    }

    [Fact] // 10.8
    public void A_host_that_is_off_is_switched_on_only_on_request()
    {
        _world.Up();
        _world.Cloud.SetStatus(First.Id, "off");
        Wait();
        _world.Plan().HostChanges.First().Actions.Should().Be(ResourceActions.None);

        PlanOptions options = _world.PlanOptions() with { PowerOn = ["app-1"] };
        InfraPlan plan = _world.Time.Run(() => _world.NewProvider().PlanAsync(options, CancellationToken.None));
        plan.HostChanges.First().Approval.Should().Be(Approval.Change);
        _world.Apply(plan).Hosts[0].Should().Match<HostOutcome>(h => h.Kind == OutcomeKind.Updated && h.Message == null);

        First.Status.Should().Be("active");
    }

    private void Grow()
    {
        _world.Up();
        _world.Yaml = _world.Yaml.Replace(Small, Large, StringComparison.Ordinal);
        Wait();
    }

    private InfraPlan Plan(bool growsDisk, params string[] hosts)
    {
        PlanOptions options = _world.PlanOptions() with { Resize = hosts, GrowDisk = growsDisk };
        return _world.Time.Run(() => _world.NewProvider().PlanAsync(options, CancellationToken.None));
    }

    private void Wait() => _world.Time.Run(() => Task.Delay(TimeSpan.FromSeconds(20), _world.Time));
}
