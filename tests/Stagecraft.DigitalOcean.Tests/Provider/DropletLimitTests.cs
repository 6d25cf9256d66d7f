using Stagecraft.Errors;
using Stagecraft.Plans;
using Stagecraft.Providers;

namespace Stagecraft.DigitalOcean.Tests.Provider;

/// <summary>Spec interface.md 3.9: the droplet limit of the account.</summary>
public sealed class DropletLimitTests
{
    private static readonly PlanWarning Exceeded = new(
        "machine_limit", "creating 2 droplets would exceed the account limit of 3 (2 in use)");

    private readonly World _world = new(o => o with { DropletLimit = 3 });

    public DropletLimitTests()
    {
        _world.Ours("db-1");
        _world.Cloud.CreateDroplet("other");
    }

    [Fact]
    public void A_plan_above_the_limit_is_shown_and_refused_before_anything_is_sent()
    {
        InfraPlan plan = _world.Plan();
        plan.Warnings.Should().Equal(Exceeded);
        plan.ToCreate.Should().HaveCount(2);
        int requests = _world.Cloud.Requests.Count;

        Action apply = () => _world.Apply(plan);

        CloudProviderException failure = apply.Should().Throw<CloudProviderException>().Which;
        (failure.Code, failure.Message).Should().Be((ErrorCodes.Refused, "digitalocean provider: " + Exceeded.Message));
        failure.Hint.Should().Be("ask DigitalOcean for a higher limit, or delete resources that are not needed");
        _world.Cloud.Requests.Should().HaveCount(requests);
    }

    [Fact]
    public void A_deletion_does_not_make_room_because_it_follows_the_creates()
    {
        _world.Yaml = World.Hosts("app-1", "app-2");

        InfraPlan plan = _world.Plan();

        plan.ToDelete.Should().ContainSingle();
        plan.Warnings.Should().Equal(Exceeded);
    }

    [Fact]
    public void Other_resources_do_not_count_as_droplets()
    {
        World world = new(o => o with { DropletLimit = 1 });
        world.Yaml = World.Hosts().Replace("staging: {}", "staging: { app-1: { role: app, volumes: { data: { size: 1 } } } }")
            + "\nenvironments: { staging: { firewalls: { app: { roles: [app], inbound: [ { port: 22, from: any } ] } } } }";

        InfraPlan plan = world.Plan();

        plan.Changes.Should().HaveCount(3).And.OnlyContain(c => c.Creates);
        plan.Warnings.Should().BeEmpty();
        world.Apply(plan).Succeeded.Should().BeTrue();
    }

    [Fact]
    public void Targets_and_hosts_that_exist_do_not_count()
    {
        InfraPlan plan = _world.Time.Run(() => _world.NewProvider().PlanAsync(
            _world.PlanOptions() with { Targets = ["app-1", "db-1"], Replace = ["db-1"] }, CancellationToken.None));

        plan.Warnings.Select(w => w.Code).Should().Equal("not_targeted", "role_unavailable");
        _world.Apply(plan).Succeeded.Should().BeTrue();
        _world.Yaml = World.Hosts("app-1", "db-1");
        _world.Plan().Warnings.Should().BeEmpty();
    }
}
