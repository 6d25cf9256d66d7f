using Stagecraft.DigitalOcean.Sandbox;
using Stagecraft.Errors;
using Stagecraft.Events;
using Stagecraft.Plans;
using Stagecraft.Providers;

namespace Stagecraft.DigitalOcean.Tests.Provider;

/// <summary>Spec digitalocean.md 6.7, 6.8: what a report says was sent was sent, and what it leaves out was not.</summary>
public sealed class TruthTests
{
    [Fact]
    public void A_delete_with_a_lost_response_and_stale_tags_counts_as_sent()
    {
        World world = new() { Yaml = World.Hosts("app-1") };
        world.Ours("app-1");
        InfraPlan plan = world.Plan(PlanIntent.Down);
        world.Network.Latency = TimeSpan.FromSeconds(6);
        world.Network.Choose = (request, _) => request.Method == HttpMethod.Delete ? Fault.ResetAfter : Fault.None;

        ApplyReport report = world.Apply(plan);

        report.Hosts.Single().Kind.Should().Be(OutcomeKind.Deleted);
        world.Network.Sent.Count(r => r.StartsWith("DELETE", StringComparison.Ordinal)).Should().Be(1);
    }

    [Fact]
    public void A_delete_that_waited_for_the_rate_limit_when_the_run_was_stopped_was_not_sent()
    {
        World world = new();
        foreach (int i in Enumerable.Range(1, 300))
        {
            world.Ours($"app-{i}");
        }

        InfraPlan plan = world.Plan(PlanIntent.Down);
        using CancellationTokenSource stop = new(TimeSpan.FromSeconds(30), world.Time);

        ApplyReport report = ApplyTests.Fails(() => world.Apply(plan, stop.Token)).Report!;

        int sent = world.Cloud.Requests.Count(r => r.Method == "DELETE" && r.Status == 204);
        sent.Should().BeInRange(100, 290);
        report.Hosts.Count(h => h.Kind is OutcomeKind.Deleted or OutcomeKind.Unknown).Should().Be(sent);
        report.Count(OutcomeKind.Skipped).Should().Be(300 - sent);
    }

    [Fact]
    public void A_run_stopped_before_its_only_delete_was_sent_is_only_canceled()
    {
        World world = new();
        world.Ours("app-1");
        InfraPlan plan = world.Plan(PlanIntent.Down);
        using CancellationTokenSource stop = new();
        world.Network.Choose = (request, count) =>
        {
            if (request.Method == HttpMethod.Delete)
            {
                stop.Cancel();
                return Fault.TooMany;
            }

            return Fault.None;
        };

        Action run = () => world.Apply(plan, stop.Token);

        run.Should().Throw<OperationCanceledException>();
        world.Live().Should().ContainSingle();
    }

    [Fact]
    public void A_delete_that_took_effect_before_its_response_was_lost_is_a_change()
    {
        World world = new(o => o with { Destroy = TimeSpan.Zero });
        world.Ours("app-1");
        world.Cloud.SetLocked(world.Ours("app-2").Id, true);
        bool lost = false;
        world.Network.Choose = (request, _) =>
        {
            bool lose = !lost && request.Method == HttpMethod.Delete;
            lost |= lose;
            return lose ? Fault.ResetAfter : Fault.None;
        };

        CloudProviderException failure = world.UpFails(PlanIntent.Down);

        failure.Code.Should().Be(ErrorCodes.PartialApply);
        failure.Report!.Hosts.Select(h => h.Kind).Should().Equal(OutcomeKind.Deleted, OutcomeKind.Failed);
    }

    /// <summary>7.4: a survivor that stays locked: both stay, and the host fails once.</summary>
    [Fact]
    public void A_second_droplet_of_a_locked_survivor_is_kept_and_reported_once()
    {
        World world = WithLockedTwin();

        CloudProviderException failure = world.UpFails();

        failure.Report!.Hosts.Should().ContainSingle(h => h.Code == ErrorCodes.MachineTimeout);
        world.Events.Of<HostFailed>().Should().ContainSingle();
        world.Cloud.Droplets.Should().HaveCount(2);
        world.Network.Sent.Should().NotContain(r => r.StartsWith("DELETE", StringComparison.Ordinal));
    }

    [Fact]
    public void A_token_revoked_during_the_search_for_a_survivor_ends_the_run()
    {
        World world = WithLockedTwin();
        long start = world.Time.GetTimestamp();
        world.Network.Before = request =>
        {
            if (world.Time.GetElapsedTime(start) > TimeSpan.FromSeconds(40))
            {
                request.Headers.Authorization = null;
            }
        };

        world.UpFails().Report!.Hosts.Should().ContainSingle(h => h.Code == ErrorCodes.Unauthorized);

        world.Time.GetElapsedTime(start).Should().BeLessThan(TimeSpan.FromMinutes(2));
        world.Cloud.Droplets.Should().HaveCount(2);
    }

    /// <summary>An older droplet of the same host appears while the create is on its way, and stays locked.</summary>
    private static World WithLockedTwin()
    {
        World world = new() { Yaml = World.Hosts("app-1") };
        SandboxDroplet? made = null;
        world.Network.Choose = (request, _) =>
        {
            if (made is null && request.Method == HttpMethod.Post)
            {
                made = world.Ours("app-1");
                world.Cloud.SetLocked(made.Id, true);
            }

            return Fault.None;
        };
        return world;
    }
}
