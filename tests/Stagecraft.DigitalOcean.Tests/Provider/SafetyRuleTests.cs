using Stagecraft.DigitalOcean.Sandbox;
using Stagecraft.Errors;
using Stagecraft.Events;
using Stagecraft.Plans;
using Stagecraft.Providers;

namespace Stagecraft.DigitalOcean.Tests.Provider;

/// <summary>Spec digitalocean.md 3.5, 6.2, 6.6, 7.4: rules that nothing but these tests would miss.</summary>
public sealed class SafetyRuleTests
{
    [Fact]
    public void A_name_used_by_another_user_since_the_plan_is_not_used()
    {
        World world = new() { Yaml = World.Hosts("app-1") };
        InfraPlan plan = world.Plan();
        world.Cloud.CreateDroplet("staging-app-1");
        world.Time.Run(() => Task.Delay(TimeSpan.FromSeconds(20), world.Time));

        ApplyTests.Fails(() => world.Apply(plan)).Code.Should().Be(ErrorCodes.MachineExists);

        world.Cloud.Droplets.Should().ContainSingle();
    }

    [Fact]
    public void A_second_droplet_created_by_another_user_during_a_run_is_not_deleted()
    {
        World world = new() { Yaml = World.Hosts("app-1") };
        bool made = false;
        world.Network.Choose = (request, _) =>
        {
            if (!made && request.Method == HttpMethod.Post)
            {
                made = true;
                world.Time.CreateTimer(_ => world.Ours("app-1"), null, TimeSpan.FromSeconds(2), Timeout.InfiniteTimeSpan);
            }

            return Fault.None;
        };

        world.Up().Hosts.Should().ContainSingle(h => h.Kind == OutcomeKind.Created);

        world.Cloud.Droplets.Should().HaveCount(2).And.OnlyContain(d => !d.IsDeleting);
        world.Plan().ToDelete.Should().ContainSingle(d => d.Reason == DeleteReason.Duplicate);
    }

    [Fact]
    public void One_empty_read_does_not_prove_a_deletion()
    {
        World world = new(o => o with { Destroy = TimeSpan.FromSeconds(25) });
        foreach (int i in Enumerable.Range(1, 5))
        {
            world.Ours($"app-{i}");
        }

        InfraPlan plan = world.Plan(PlanIntent.Down);
        long start = world.Time.GetTimestamp();
        world.Network.Before = request =>
        {
            if (request.Method == HttpMethod.Get && world.Time.GetElapsedTime(start) is { TotalSeconds: > 3 and < 8 })
            {
                request.RequestUri = new Uri(request.RequestUri!, "/v2/droplets?per_page=200&page=1&name=nothing");
            }
        };

        world.Apply(plan).Count(OutcomeKind.Deleted).Should().Be(5);

        world.Live().Should().BeEmpty();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_create_with_a_lost_response_is_found_before_its_tags_are_visible(bool canReadActions)
    {
        World world = new(
            o => o with { TagLag = TimeSpan.FromSeconds(12), CanReadActions = canReadActions })
        { Yaml = World.Hosts("app-1") };
        world.Network.Choose = (request, _) => request.Method == HttpMethod.Post ? Fault.ResetAfter : Fault.None;

        world.Up().Hosts.Single().Kind.Should().Be(OutcomeKind.Created);

        world.Network.Sent.Count(r => r.StartsWith("POST", StringComparison.Ordinal)).Should().Be(1);
    }

    [Fact]
    public void An_accepted_delete_without_effect_is_sent_again()
    {
        World world = new();
        SandboxDroplet droplet = world.Ours("app-1");
        int deletes = 0;
        world.Network.Before = request =>
        {
            if (request.Method == HttpMethod.Delete && ++deletes == 1)
            {
                request.Method = HttpMethod.Get;
            }
        };

        world.Down().Hosts.Should().ContainSingle(h => h.Kind == OutcomeKind.Deleted && h.Id == droplet.Id.Machine());

        deletes.Should().Be(2);
        world.Live().Should().BeEmpty();
    }

    [Fact]
    public void A_large_account_is_polled_by_the_tag_in_its_spelling()
    {
        World world = new(o => o with { DropletLimit = 1000 }) { Yaml = World.Hosts("app-1") };
        world.Cloud.CreateDroplet("first", ["Stagecraft-Env-Staging", "stagecraft-project-other"]);
        foreach (int i in Enumerable.Range(1, 450))
        {
            world.Cloud.CreateDroplet($"other-{i}");
        }

        InfraPlan plan = world.Plan();
        world.Ours("app-1", booting: true);
        world.Network.Sent.Clear();

        world.Apply(plan);

        world.Network.Sent.Count(r => r.Contains("tag_name=Stagecraft-Env-Staging")).Should().BeGreaterThan(1);
    }
}
