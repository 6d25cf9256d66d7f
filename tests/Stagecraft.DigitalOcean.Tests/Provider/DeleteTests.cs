using Stagecraft.DigitalOcean.Sandbox;
using Stagecraft.Errors;
using Stagecraft.Events;
using Stagecraft.Plans;
using Stagecraft.Providers;

namespace Stagecraft.DigitalOcean.Tests.Provider;

/// <summary>Spec digitalocean.md 6.5 and 6.6: deletes.</summary>
public sealed class DeleteTests
{
    [Fact]
    public void Deleting_again_does_nothing()
    {
        World world = new();
        world.Up();
        InfraPlan plan = world.Plan(PlanIntent.Down);
        world.Apply(plan).Hosts.Should().OnlyContain(h => h.Kind == OutcomeKind.Deleted);

        ApplyReport report = world.Apply(plan);

        report.Hosts.Should().OnlyContain(h => h.Kind == OutcomeKind.Unchanged);
        world.Live().Should().BeEmpty();
    }

    [Fact]
    public void Undeclared_hosts_are_deleted_after_the_creates_and_verified()
    {
        World world = new() { Yaml = World.Hosts("app-1") };
        world.Up();
        world.Yaml = World.Hosts("app-2");
        world.Network.Sent.Clear();

        ApplyReport report = world.Up();

        report.Hosts.Select(h => (h.Name, h.Kind)).Should().Equal(("app-1", OutcomeKind.Deleted), ("app-2", OutcomeKind.Created));
        world.Live().Should().Equal("staging-app-2");
        List<InfraEvent> events = world.Events.All;
        events.FindIndex(e => e is HostDeleting).Should().BeGreaterThan(events.FindLastIndex(e => e is HostReady));
    }

    [Fact]
    public void A_delete_that_is_refused_for_a_pending_event_is_retried()
    {
        World world = new() { Yaml = World.Hosts("app-1") };
        world.Up();
        long id = world.Cloud.Droplets.Single().Id;
        world.Cloud.SetLocked(id, true);
        int deletes = 0;
        world.Network.Before = request =>
        {
            if (request.Method == HttpMethod.Delete && ++deletes == 3)
            {
                world.Cloud.SetLocked(id, false);
            }
        };

        world.Down().Hosts.Single().Kind.Should().Be(OutcomeKind.Deleted);
        deletes.Should().Be(3);
        world.Events.Of<HostDeleting>().Should().ContainSingle();
    }

    [Fact]
    public void A_delete_that_is_always_refused_times_out()
    {
        World world = new() { Yaml = World.Hosts("app-1", "app-2") };
        world.Up();
        world.Cloud.SetLocked(world.Cloud.Droplets.Single(d => d.Name == "staging-app-1").Id, true);

        CloudProviderException failure = world.UpFails(PlanIntent.Down);

        failure.Code.Should().Be(ErrorCodes.PartialApply);
        failure.Report!.Hosts.Select(h => (h.Name, h.Kind, h.Code)).Should().Equal(
            ("app-1", OutcomeKind.Failed, ErrorCodes.MachineTimeout), ("app-2", OutcomeKind.Deleted, null));

        // The message of the API is reported once, and is the reason (6.5).
        HostDeleteDelayed delayed = world.Events.Of<HostDeleteDelayed>().Should().ContainSingle().Which;
        delayed.Message.Should().StartWith("API error: ").And.Contain(": HTTP 422 unprocessable_entity");
        failure.Report.Hosts[0].Message.Should().Contain("operation timeout: " + delayed.Message.Split(", request")[0]);
    }

    [Fact]
    public void Many_deletes_take_one_request_each_and_few_reads()
    {
        World world = new(o => o with { DropletLimit = 100 }) { Yaml = World.Hosts(Enumerable.Range(1, 60).Select(i => $"app-{i}")) };
        world.Up();
        world.Network.Sent.Clear();

        world.Down();

        world.Network.Sent.Count(r => r.StartsWith("DELETE", StringComparison.Ordinal)).Should().Be(60);
        world.Network.Sent.Count(r => r.StartsWith("GET", StringComparison.Ordinal)).Should().BeLessThan(19);
        world.Live().Should().BeEmpty();
    }

    [Fact]
    public void Droplets_that_boot_are_deleted_when_they_are_no_longer_busy_with_one_request_each()
    {
        World world = new(o => o with { Boot = TimeSpan.FromSeconds(25) });
        foreach (string host in (string[])["app-1", "app-2", "db-1"])
        {
            world.Ours(host, booting: true);
        }

        world.Down();

        world.Live().Should().BeEmpty();
        world.Network.Sent.Count(r => r.StartsWith("DELETE", StringComparison.Ordinal)).Should().Be(3);
    }

    [Fact]
    public void Down_also_deletes_stopped_and_duplicate_droplets_and_keeps_protected_ones()
    {
        World world = new() { Yaml = World.Hosts("app-1", "app-2") };
        world.Up();
        string[] tags = ["stagecraft", "stagecraft-env-staging", "stagecraft-project-shop", "stagecraft-role-app"];
        world.Cloud.SetStatus(world.Cloud.Droplets[0].Id, "off");
        world.Cloud.CreateDroplet("staging-app-1", tags);
        world.Cloud.CreateDroplet("nameless", tags);
        long kept = world.Cloud.CreateDroplet("staging-db-1", [.. tags, "stagecraft-protected"]).Id;

        ApplyReport report = world.Down();

        report.Count(OutcomeKind.Deleted).Should().Be(4);
        report.Hosts.Single(h => h.Kind == OutcomeKind.Kept).Id.Should().Be(kept.Machine());
        world.Cloud.Droplets.Select(d => d.Id).Should().Equal(kept);
    }

    [Fact]
    public void A_droplet_without_ownership_tags_since_the_plan_is_not_deleted()
    {
        World world = new() { Yaml = World.Hosts("app-1") };
        world.Up();
        InfraPlan plan = world.Plan(PlanIntent.Down);
        world.Cloud.SetTags(world.Cloud.Droplets.Single().Id, ["other"]);

        CloudProviderException failure = ApplyTests.Fails(() => world.Apply(plan));

        failure.Code.Should().Be(ErrorCodes.PlanStale);
        world.Live().Should().Equal("staging-app-1");
    }

    [Fact]
    public void A_duplicate_is_deleted_once_its_survivor_was_read()
    {
        World world = new() { Yaml = World.Hosts("app-1") };
        world.Up();
        long first = world.Cloud.Droplets.Single().Id;
        world.Ours("app-1");
        world.Network.Sent.Clear();

        ApplyReport report = world.Up();

        report.Hosts.Select(h => h.Kind).Should().BeEquivalentTo([OutcomeKind.Unchanged, OutcomeKind.Deleted]);
        world.Cloud.Droplets.Select(d => d.Id).Should().Equal(first);
        int read = world.Network.Sent.FindIndex(r => r == $"GET /v2/droplets/{first}");
        read.Should().BeInRange(0, world.Network.Sent.FindIndex(r => r.StartsWith("DELETE", StringComparison.Ordinal)));
    }
}
