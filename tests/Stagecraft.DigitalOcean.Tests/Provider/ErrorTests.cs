using Stagecraft.DigitalOcean.Sandbox;
using Stagecraft.Errors;
using Stagecraft.Events;
using Stagecraft.Plans;
using Stagecraft.Providers;

namespace Stagecraft.DigitalOcean.Tests.Provider;

/// <summary>Spec digitalocean.md 8: codes and texts that the other tests do not meet, and what no text may hold.</summary>
public sealed class ErrorTests
{
    [Fact]
    public void A_rate_limit_that_never_permits_a_request_fails_with_its_code()
    {
        World world = new();
        world.Network.Choose = (_, _) => Fault.TooMany;

        CloudProviderException failure = world.PlanFails();

        failure.Code.Should().Be(ErrorCodes.RateLimited);
        failure.IsTransient.Should().BeTrue();
        failure.Message.Should().StartWith("digitalocean provider: API rate limit exceeded, retrying...");
    }

    /// <summary>9.2: a reset in an hour, stated by an earlier response, does not apply to a later refusal.</summary>
    [Fact]
    public void A_refusal_without_retry_after_delays_the_run_by_seconds()
    {
        World world = new() { Yaml = World.Hosts("app-1") };
        bool refused = false;
        world.Network.Choose = (request, _) =>
        {
            bool first = !refused && request.Method == HttpMethod.Post;
            refused |= first;
            return first ? Fault.TooMany : Fault.None;
        };
        long start = world.Time.GetTimestamp();

        world.Up();

        refused.Should().BeTrue();
        world.Time.GetElapsedTime(start).Should().BeLessThan(TimeSpan.FromSeconds(25));
    }

    [Fact]
    public void A_delete_that_the_API_refuses_fails()
    {
        World world = new() { Yaml = World.Hosts("app-1") };
        world.Up();
        world.Network.Choose = (request, _) => request.Method == HttpMethod.Delete ? Fault.Conflict : Fault.None;

        CloudProviderException failure = world.UpFails(PlanIntent.Down);

        failure.Code.Should().Be(ErrorCodes.MachineDeleteFailed);
        failure.Message.Should().StartWith("digitalocean provider: droplet 'staging-app-1' deletion failed: ");
        world.Live().Should().ContainSingle();
    }

    [Fact]
    public void An_awaited_host_that_is_deleted_is_not_found()
    {
        World world = new(o => o with { Boot = TimeSpan.FromMinutes(2), Destroy = TimeSpan.Zero }) { Yaml = World.Hosts("app-1") };
        SandboxDroplet booting = world.Ours("app-1", booting: true);
        InfraPlan plan = world.Plan();
        int reads = 0;
        world.Network.Before = _ =>
        {
            if (++reads == 12)
            {
                world.Cloud.DeleteDroplet(booting.Id);
            }
        };

        CloudProviderException failure = ApplyTests.Fails(() => world.Apply(plan));

        failure.Code.Should().Be(ErrorCodes.MachineNotFound);
        failure.Message.Should().StartWith("digitalocean provider: droplet 'staging-app-1' not found");
    }

    [Fact]
    public void A_network_failure_is_a_transient_API_error()
    {
        World world = new();
        world.Network.Choose = (_, _) => Fault.ResetBefore;

        CloudProviderException failure = world.PlanFails();

        failure.Code.Should().Be(ErrorCodes.ApiError);
        failure.IsTransient.Should().BeTrue();
        failure.Message.Should().StartWith("digitalocean provider: API error: ");
        world.Events.All.Should().BeEmpty("a plan has no listener");
    }

    [Fact]
    public void Down_requires_no_key_no_hosts_and_no_list_of_sizes()
    {
        World world = new() { Yaml = World.Hosts("app-1") };
        world.Up();
        world.Yaml = "token_env: DO_TOKEN\n";
        world.Network.Choose = (request, _) => request.RequestUri!.AbsolutePath == "/v2/sizes" ? Fault.Gateway504After : Fault.None;

        InfraPlan plan = world.Plan(PlanIntent.Down);
        plan.Cost.MonthlyBefore.Should().BeNull();
        world.Apply(plan).Hosts.Single().Kind.Should().Be(OutcomeKind.Deleted);
    }

    [Fact]
    public void A_create_without_visible_tags_is_not_a_success()
    {
        World world = new(o => o with { TagLag = TimeSpan.FromHours(1) }) { Yaml = World.Hosts("app-1") };

        CloudProviderException failure = world.UpFails();

        failure.Report!.Hosts.Single()
            .Should().Match<HostOutcome>(
                h => !h.IsCreateRefused && h.Code == ErrorCodes.MachineTimeout && h.Id != null && h.Message!.Contains("tags"));
    }

    [Fact]
    public void A_refused_create_or_delete_names_the_missing_permission()
    {
        World world = new() { Yaml = World.Hosts("app-1") };
        world.Network.Choose = (request, _) => request.Method == HttpMethod.Post ? Fault.Forbidden : Fault.None;
        CloudProviderException create = world.UpFails();
        create.Message.Should().Contain("droplet:create").And.Contain("tag:create");
        create.Report!.Hosts.Should().OnlyContain(h => h.IsCreateRefused && h.Code == ErrorCodes.Forbidden);

        world.Network.Choose = (_, _) => Fault.None;
        world.Up();
        world.Network.Choose = (request, _) => request.Method == HttpMethod.Delete ? Fault.Forbidden : Fault.None;
        CloudProviderException failure = world.UpFails(PlanIntent.Down);

        failure.Code.Should().Be(ErrorCodes.Forbidden);
        failure.Message.Should().Contain("droplet:delete");
    }

    [Fact]
    public void Neither_the_token_nor_user_data_is_in_any_failure()
    {
        World world = new();
        world.Yaml = World.Hosts("app-1").Replace("{ role: app }", "{ role: app, user_data: SECRET-OF-THE-HOST }");
        foreach (Fault fault in Enum.GetValues<Fault>().Where(f => f != Fault.None))
        {
            world.Network.Choose = (request, _) => request.Method == HttpMethod.Post ? fault : Fault.None;
            string reported;
            try
            {
                reported = string.Join('\n', world.Up().Hosts);
            }
            catch (CloudProviderException e)
            {
                reported = e + string.Join('\n', e.Problems) + string.Join('\n', e.Report?.Hosts ?? []);
            }

            (reported + string.Join('\n', world.Events.All)).Should().NotContain("SECRET").And.NotContain(World.Token);
            world.Network.Choose = (_, _) => Fault.None;
            world.Down();
        }
    }
}
