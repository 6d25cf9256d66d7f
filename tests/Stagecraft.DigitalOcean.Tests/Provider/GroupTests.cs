using Stagecraft.DigitalOcean.Sandbox;
using Stagecraft.Plans;
using Stagecraft.Providers;

namespace Stagecraft.DigitalOcean.Tests.Provider;

/// <summary>Spec digitalocean.md 2.8: groups of hosts in plans and runs.</summary>
public sealed class GroupTests
{
    private readonly World _world = new();

    [Fact]
    public void A_group_and_its_hosts_give_the_same_plan_with_the_same_requests()
    {
        _world.Yaml = World.Hosts("app-1", "app-2");
        string hosts = InfraPlanJson.ToText(_world.Plan());
        int requests = _world.Cloud.Requests.Count;

        InfraPlanJson.ToText(PlanOf(2)).Should().Be(hosts);

        _world.Cloud.Requests.Should().HaveCount(2 * requests);
    }

    [Fact]
    public void A_smaller_group_deletes_its_highest_hosts()
    {
        Up(3);

        PlanOf(4).ToCreate.Select(h => h.Name).Should().Equal("app-4");
        PlanOf(1).ToDelete.Select(h => h.Name).Should().Equal("app-2", "app-3");
        PlanOf(0).ToDelete.Should().HaveCount(3);
        PlanOf(3).InSync.Should().BeTrue();
    }

    [Fact]
    public void Hosts_of_a_protected_group_are_kept_by_down_even_if_the_file_has_problems()
    {
        Up(2);
        _world.Yaml = Group(2).Replace("count: 2", "count: 2, protected: true, sise: x", StringComparison.Ordinal);

        _world.Plan(PlanIntent.Down).ToDelete.Should().BeEmpty();
    }

    [Fact]
    public void A_host_that_becomes_a_group_and_the_reverse_is_a_renamed_host()
    {
        _world.Yaml = World.Hosts("app");
        _world.Up();
        SandboxDroplet app = _world.Cloud.Droplets.Single();

        InfraPlan plan = PlanOf(2);
        (plan.ToDelete.Single().Name, plan.ToCreate.Count).Should().Be(("app", 2));
        plan.Warnings.Should().ContainSingle().Which.Should().Be(new PlanWarning(
            "renamed",
            $"droplet 'staging-app' ({app.Id}) of host 'app' is deleted, and a new one is created for host 'app-1'; to keep it as 'app-1', "
            + "run: `stagecraft infra rename app app-1 -e staging`"));

        _world.Apply(plan);
        _world.Yaml = World.Hosts("app");
        _world.Plan().Warnings.Should().ContainSingle(w => w.Code == "renamed")
            .Which.Message.Should().Contain("'staging-app-1'").And.Contain("infra rename app-1 app -e staging");
    }

    [Fact]
    public void A_new_host_with_another_name_is_not_a_renamed_host()
    {
        _world.Yaml = World.Hosts("web", "app-2");
        _world.Up();

        PlanOf(1).Warnings.Should().BeEmpty();
    }

    private static string Group(int count) => World.Hosts("app").Replace("{ role", $"{{ count: {count}, role", StringComparison.Ordinal);

    private InfraPlan PlanOf(int count)
    {
        _world.Yaml = Group(count);
        return _world.Plan();
    }

    private void Up(int count)
    {
        _world.Yaml = Group(count);
        _world.Up();
    }
}
