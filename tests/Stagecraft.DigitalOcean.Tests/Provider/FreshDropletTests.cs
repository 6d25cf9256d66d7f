using System.Globalization;
using Stagecraft.DigitalOcean.Sandbox;
using Stagecraft.Events;
using Stagecraft.Plans;
using Stagecraft.Providers;
using Stagecraft.Sandbox;

namespace Stagecraft.DigitalOcean.Tests.Provider;

/// <summary>Spec digitalocean.md 6.6, 7.4: a read of a new droplet by id can return 404 for some time, which does not prove that it is
/// deleted.</summary>
public sealed class FreshDropletTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_newer_of_two_droplets_is_deleted_although_one_returns_404_at_first(bool older)
    {
        World world = new() { Yaml = World.Hosts("app-1") };
        long? twin = null;
        world.Network.Choose = (request, _) =>
        {
            if (request.Method == HttpMethod.Post)
            {
                twin ??= world.Ours("app-1").Id;
            }

            return Fault.None;
        };
        NotFoundWhileFresh(world, id => id == twin == older);

        ApplyReport report = world.Up();

        world.Cloud.Droplets.Select(d => d.Id).Should().Equal(twin!.Value);
        report.Hosts.Select(h => h.Kind).Should().BeEquivalentTo([OutcomeKind.Unchanged, OutcomeKind.Deleted]);
    }

    [Fact]
    public void A_droplet_with_late_tags_is_not_created_twice_after_an_initial_404()
    {
        World world = new(o => o with { TagLag = TimeSpan.FromSeconds(9) }) { Yaml = World.Hosts("app-1") };
        InfraPlan plan = world.Plan();
        SandboxDroplet other = world.Ours("app-1", booting: true);
        NotFoundWhileFresh(world, _ => true);

        world.Apply(plan).Hosts.Single().Id.Should().Be(other.Id.Machine());

        world.Network.Sent.Should().NotContain(r => r.StartsWith("POST", StringComparison.Ordinal));
    }

    /// <summary>6.6: nor does 404 to a delete.</summary>
    [Fact]
    public void A_new_droplet_is_deleted_although_its_first_delete_returns_404()
    {
        World world = new(o => o with { ReadLag = TimeSpan.FromSeconds(9) }) { Yaml = World.Hosts() };
        world.Ours("old-1", booting: true);

        ApplyReport report = world.Up();

        report.Hosts.Single().Kind.Should().Be(OutcomeKind.Deleted);
        world.Cloud.Droplets.Should().BeEmpty();
    }

    /// <summary>5.4: what was created a moment ago, and is in no list yet or shows no tags yet, is cleared.</summary>
    [Theory]
    [InlineData(9, 0)]
    [InlineData(0, 9)]
    [InlineData(5, 9)]
    public void Down_finds_droplets_that_were_just_created(int listLag, int tagLag)
    {
        World world = new(o => o with { ListLag = TimeSpan.FromSeconds(listLag), TagLag = TimeSpan.FromSeconds(tagLag) });
        world.Ours("app-1", booting: true);

        ApplyReport report = world.Down();

        report.Hosts.Single().Kind.Should().Be(OutcomeKind.Deleted);
        world.Cloud.Droplets.Should().BeEmpty();
    }

    /// <summary>5.4, 3.5: its tags have the time of their read, however long other reads take.</summary>
    [Fact]
    public void A_new_droplet_stays_new_while_the_read_of_another_hangs()
    {
        World world = new(o => o with { ListLag = TimeSpan.FromSeconds(3), TagLag = TimeSpan.FromSeconds(9) });
        SandboxDroplet[] fresh = [world.Ours("app-1", booting: true), world.Ours("app-2", booting: true)];
        world.Cloud.Faults.Add(
            new SandboxFault { Kind = SandboxFaultKind.Slow, Delay = TimeSpan.FromSeconds(20), On = $"GET /v2/droplets/{fresh[1].Id}" });

        world.Plan(PlanIntent.Down).ToDelete.Select(d => d.Id).Should().Equal(fresh.Select(d => d.Id.Machine()));
    }

    private static void NotFoundWhileFresh(World world, Predicate<long> which) => world.Network.Before = request =>
    {
        if (request.Method == HttpMethod.Get
            && long.TryParse(request.RequestUri!.Segments[^1], CultureInfo.InvariantCulture, out long id)
            && which(id)
            && world.Cloud.Droplets.Any(d => d.Id == id && world.Time.GetUtcNow() - d.CreatedAt < TimeSpan.FromSeconds(13)))
        {
            request.RequestUri = new Uri(request.RequestUri, "/v2/droplets/1");
        }
    };
}
