using Stagecraft.DigitalOcean.Settings;
using Stagecraft.DigitalOcean.Tests.Planning;
using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Planning;
using Stagecraft.Engine.Reading;
using Stagecraft.Engine.Running;
using Stagecraft.Engine.Timing;
using Stagecraft.Plans;

namespace Stagecraft.DigitalOcean.Tests.Provider;

/// <summary>Spec digitalocean.md 7.6: a list from a replica that lags.</summary>
public sealed class StaleListTests
{
    [Fact]
    public void A_deleted_droplet_is_ignored_if_a_list_shows_it_again()
    {
        HostTransitions steps = new(
            DropletTerms.Terms, new CloudFacts(), Sample.Staging, new EngineTimeouts { SettleWindow = TimeSpan.FromSeconds(15) }, []);
        Machine deleted = Sample.Owned(7, "app-1");
        HostOperation work = new(Sample.Host("app-1")) { Phase = HostPhase.Vacated };
        EngineTime now = new(TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(20));

        work.DeletedIds.Add(deleted.Id);
        steps.Observe(work, Showing(deleted, now), now);
        work.Phase.Should().Be(HostPhase.Vacated);

        work.DeletedIds.Clear();
        steps.Observe(work, Showing(deleted, now), now);
        work.Phase.Should().Be(HostPhase.Ready, "else nothing was shown");
    }

    private static Observation Showing(Machine droplet, EngineTime now) => new()
    {
        StartedAt = now.Elapsed,
        Machines = new Dictionary<ResourceId, Machine> { [droplet.Id] = droplet },
        Actual = Inventory.Classify(Sample.Staging, [droplet]),
        ServerTime = droplet.CreatedAt.AddHours(1),
    };
}
