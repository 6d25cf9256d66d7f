using Stagecraft.DigitalOcean.Sandbox;
using Stagecraft.Errors;
using Stagecraft.Events;
using Stagecraft.Plans;
using Stagecraft.Providers;

namespace Stagecraft.DigitalOcean.Tests.Provider;

/// <summary>Spec digitalocean.md 6.3 to 6.8, 7.4: a run ends, uses its most recent read, and reports every droplet that it
/// created.</summary>
public sealed class EvidenceTests : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly List<ITimer> _timers = [];

    public void Dispose()
    {
        _timers.ForEach(t => t.Dispose());
        _stop.Dispose();
    }

    /// <summary>7.4: the search for a survivor ends, also where another host's begins later.</summary>
    [Fact]
    public void Locked_survivors_do_not_extend_the_search_of_each_other()
    {
        World world = new() { Yaml = Timeouts("2m") + World.Hosts("app-1", "app-2") };
        At(world, 2, () => LockedTwin(world, "app-1"));
        At(world, 12, () => LockedTwin(world, "app-2"));
        At(world, 3600, _stop.Cancel);

        ApplyReport report = UpFails(world);

        report.IsInterrupted.Should().BeFalse();
        report.Hosts.Where(h => h.Code is not null).Should().HaveCount(2).And.OnlyContain(h => h.Code == ErrorCodes.MachineTimeout);
        world.Time.Elapsed.Should().BeLessThan(TimeSpan.FromMinutes(4));
        world.Events.Of<HostFailed>().Should().HaveCount(2);
    }

    /// <summary>6.8: an attempt without a definite response may have taken effect, whatever the next response is.</summary>
    [Fact]
    public void A_delete_that_was_refused_only_when_it_was_repeated_is_reported_by_a_stopped_run()
    {
        World world = new() { Yaml = World.Hosts("app-1") };
        world.Ours("app-1");
        InfraPlan plan = world.Plan(PlanIntent.Down);
        int deletes = 0;
        world.Network.Choose =
            (request, _) => request.Method != HttpMethod.Delete ? Fault.None : ++deletes == 1 ? Fault.Error500After : Fault.Echo;
        At(world, 2, _stop.Cancel);

        ApplyReport report = ApplyTests.Fails(() => world.Apply(plan, _stop.Token)).Report!;

        deletes.Should().Be(2);
        report.IsInterrupted.Should().BeTrue();
        report.Hosts.Should().ContainSingle(h => h.Kind == OutcomeKind.Unknown || h.Kind == OutcomeKind.Deleted);
    }

    /// <summary>6.5: a delete requires the newest read of the droplet, also while it is repeated.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_delete_is_not_repeated_after_a_read_that_forbids_it(bool isProtected)
    {
        World world = new(o => o with { Destroy = TimeSpan.FromSeconds(30) });
        SandboxDroplet first = world.Ours("app-1");
        SandboxDroplet other = world.Ours("app-2");
        InfraPlan plan = world.Plan(PlanIntent.Down);
        int sent = 0;
        world.Network.Choose = (request, _) =>
            request.Method == HttpMethod.Delete && request.RequestUri!.AbsolutePath.EndsWith($"/{first.Id}", StringComparison.Ordinal)
                && ++sent <= 4
                ? Fault.Error500Before
                : Fault.None;
        At(
            world,
            4.5,
            () => world.Cloud.SetTags(first.Id, isProtected ? [.. World.OurTags("app-1"), "stagecraft-protected"] : ["other"]));

        try
        {
            world.Apply(plan);
        }
        catch (CloudProviderException)
        {
            // Taken away, it fails; protected, it is kept.
        }

        world.Cloud.Droplets.Should().ContainSingle(d => d.Id == first.Id && !d.IsDeleting).And.NotContain(d => d.Id == other.Id);
    }

    /// <summary>6.6: a droplet that the list by tag does not show is deleted only if its delete was accepted; otherwise it may have lost
    /// the tag.</summary>
    [Fact]
    public void A_droplet_unmanaged_after_its_delete_was_refused_is_not_reported_deleted()
    {
        World world = new();
        for (int i = 0; i < 450; i++)
        {
            world.Cloud.CreateDroplet($"other-{i}");
        }

        SandboxDroplet[] owned = [.. Enumerable.Range(1, 6).Select(i => world.Ours($"app-{i}"))];
        Wait(world, 20);
        InfraPlan plan = world.Plan(PlanIntent.Down);
        world.Network.Choose = (request, _) =>
        {
            if (request.Method != HttpMethod.Delete
                || !request.RequestUri!.AbsolutePath.EndsWith($"/{owned[0].Id}", StringComparison.Ordinal))
            {
                return Fault.None;
            }

            world.Cloud.SetTags(owned[0].Id, ["other"]);
            return Fault.Echo;
        };

        ApplyReport report = ApplyTests.Fails(() => world.Apply(plan)).Report!;

        report.Hosts.Should()
            .ContainSingle(h => h.Id == owned[0].Id.Machine() && h.Kind == OutcomeKind.Failed && h.Code == ErrorCodes.PlanStale);
        report.Count(OutcomeKind.Deleted).Should().Be(5);
        world.Events.Of<HostDeleted>().Should().NotContain(e => e.Id == owned[0].Id.Machine());
    }

    /// <summary>6.8: a stopped run also reports the second droplet that it created and did not delete.</summary>
    [Fact]
    public void A_stopped_run_reports_the_second_droplet_that_it_created()
    {
        World world = new() { Yaml = World.Hosts("app-1") };
        At(world, 3, () => world.Ours("app-1", more: "stagecraft-protected"));
        At(world, 4, _stop.Cancel);

        ApplyReport report = UpFails(world);

        report.Hosts.Select(h => h.Id.Number()).Should().BeEquivalentTo(world.Cloud.Droplets.Select(d => (long?)d.Id));
        world.Cloud.Droplets.Should().HaveCount(2);
    }

    /// <summary>7.4: so it is where the search for its survivor was given up.</summary>
    [Fact]
    public void A_run_that_leaves_a_second_droplet_reports_its_id()
    {
        World world = new() { Yaml = Timeouts("2m") + World.Hosts("app-1") };
        At(world, 2, () => LockedTwin(world, "app-1"));

        ApplyReport report = world.UpFails().Report!;

        report.Hosts.Select(h => h.Id.Number()).Should().BeEquivalentTo(world.Cloud.Droplets.Select(d => (long?)d.Id));
        world.Cloud.Droplets.Should().HaveCount(2);
    }

    /// <summary>7.6: a run with a revoked token reports the hosts of which it does not know whether they exist.</summary>
    [Fact]
    public void A_refused_run_reports_that_an_unclear_create_may_have_had_an_effect()
    {
        World world = new() { Yaml = World.Hosts("app-1") };
        bool isCreated = false;
        world.Network.Choose = (request, _) =>
        {
            isCreated |= request.Method == HttpMethod.Post;
            return request.Method == HttpMethod.Post ? Fault.ResetAfter : isCreated ? Fault.Forbidden : Fault.None;
        };

        HostOutcome host = world.UpFails().Report!.Hosts.Single();

        host.Code.Should().Be(ErrorCodes.Forbidden);
        host.Message.Should().Contain("the outcome of its create request is unknown");
        world.Cloud.Droplets.Should().ContainSingle();
    }

    /// <summary>6.3: reads that fail for a reason that does not pass end the run before its timeout.</summary>
    [Fact]
    public void A_run_ends_when_its_reads_fail_permanently()
    {
        World world = new() { Yaml = World.Hosts("app-1") };
        bool isCreated = false;
        world.Network.Choose = (request, _) =>
        {
            isCreated |= request.Method == HttpMethod.Post;
            return isCreated && request.Method == HttpMethod.Get ? Fault.Conflict : Fault.None;
        };

        HostOutcome host = world.UpFails().Report!.Hosts.Single();

        (host.Code, host.Id.Number()).Should().Be((ErrorCodes.ApiError, (long?)world.Cloud.Droplets.Single().Id));
        host.Message.Should().Contain("not now");
        world.Time.Elapsed.Should().BeLessThan(TimeSpan.FromMinutes(1));
    }

    /// <summary>6.3: a create on its way has not failed, however long it takes.</summary>
    [Fact]
    public void A_create_with_a_response_after_its_deadline_does_not_fail_before()
    {
        World world = new(o => o with { Boot = TimeSpan.FromSeconds(30) }) { Yaml = Timeouts("20s") + World.Hosts("app-1", "db-1") };
        int creates = 0;
        world.Network.Before = request =>
        {
            if (request.Method == HttpMethod.Post)
            {
                world.Network.Latency = ++creates == 1 ? TimeSpan.FromSeconds(90) : TimeSpan.FromMilliseconds(50);
            }
        };

        ApplyReport? report;
        try
        {
            report = world.Up();
        }
        catch (CloudProviderException e)
        {
            report = e.Report;
        }

        creates.Should().Be(2);
        world.Events.Of<HostReady>().Select(e => e.Name).Should().NotIntersectWith(world.Events.Of<HostFailed>().Select(e => e.Name));
        report!.Hosts.Should().HaveCount(2);
    }

    /// <summary>6.8, 7.2: the final read reports the id of a droplet that appeared after its create was abandoned.</summary>
    [Fact]
    public void A_droplet_that_appears_after_its_create_was_abandoned_is_reported_with_its_id()
    {
        World world = new(
            o => o with { ListLag = TimeSpan.FromSeconds(12), CanReadActions = false })
        { Yaml = Timeouts("6s") + World.Hosts("app-1") };
        world.Network.Choose = (request, _) => request.Method == HttpMethod.Post ? Fault.ResetAfter : Fault.None;

        HostOutcome host = world.UpFails().Report!.Hosts.Single();

        host.Code.Should().Be(ErrorCodes.MachineTimeout);
        host.Id.Should().Be(world.Cloud.Droplets.Single().Id.Machine());
    }

    /// <summary>6.7: a droplet with drift that was deleted before the apply is not reported as existing.</summary>
    [Fact]
    public void A_deleted_droplet_with_drift_is_not_reported_unchanged()
    {
        World world = new() { Yaml = World.Hosts("app-1") };
        SandboxDroplet drifted = world.Ours("app-1", size: "s-2vcpu-2gb");
        InfraPlan plan = world.Plan();
        plan.Drifted().Should().NotBeEmpty();
        world.Cloud.DeleteDroplet(drifted.Id);
        Wait(world, 20);

        HostOutcome host = ApplyTests.Fails(() => world.Apply(plan)).Report!.Hosts.Single();

        host.Kind.Should().Be(OutcomeKind.Failed);
        host.Code.Should().Be(ErrorCodes.MachineNotFound);
    }

    /// <summary>6.3: a rate limit that permits no read ends the run, like a refused token.</summary>
    [Fact]
    public void A_rate_limit_that_never_ends_ends_the_run()
    {
        World world = new() { Yaml = World.Hosts("app-1") };
        At(world, 24 * 3600, _stop.Cancel);
        bool isCreated = false;
        world.Network.Choose = (request, _) =>
        {
            isCreated |= request.Method == HttpMethod.Post;
            return isCreated && request.Method == HttpMethod.Get ? Fault.TooMany : Fault.None;
        };

        HostOutcome host = UpFails(world).Hosts.Single();

        host.Code.Should().Be(ErrorCodes.RateLimited);
        host.Id.Should().Be(world.Cloud.Droplets.Single().Id.Machine());
    }

    private ApplyReport UpFails(World world) =>
        ApplyTests.Fails(() => world.Time.Run(() => world.UpAsync(world.NewProvider(), cancellationToken: _stop.Token))).Report!;

    private static string Timeouts(string time) => $"create_timeout: {time}\ndelete_timeout: {time}\n";

    private static void LockedTwin(World world, string host) =>
        world.Cloud.SetLocked(world.Ours(host, more: "stagecraft-protected").Id, true);

    private static void Wait(World world, double seconds) => world.Time.Run(() => Task.Delay(TimeSpan.FromSeconds(seconds), world.Time));

    private void At(World world, double seconds, Action act) =>
        _timers.Add(world.Time.CreateTimer(_ => act(), null, TimeSpan.FromSeconds(seconds), Timeout.InfiniteTimeSpan));
}
