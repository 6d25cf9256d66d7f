using Stagecraft.DigitalOcean.Api;
using Stagecraft.Engine.Http;
using Stagecraft.Events;
using Stagecraft.Providers;

namespace Stagecraft.DigitalOcean.Tests.Provider;

/// <summary>Another client uses the same token: spec digitalocean.md 9.1 and 9.2.</summary>
public sealed class SharedTokenTests : IDisposable
{
    // Few enough that an hour's budget permits their create and delete beside the other user.
    private const int Hosts = 80;

    private readonly World _world = new(o => o with { DropletLimit = 200 })
    {
        Yaml = World.Hosts(Enumerable.Range(0, Hosts).Select(i => $"app-{i:D2}")),
    };

    private readonly Neighbour _neighbour;

    public SharedTokenTests() => _neighbour = new Neighbour(_world);

    [Fact]
    public void A_run_succeeds_with_another_user_of_240_of_the_250_requests_per_minute()
    {
        _neighbour.Begin(240);
        _world.Time.Run(() => Task.Delay(TimeSpan.FromMinutes(1), _world.Time));

        // Once it was refused, a run asks no more than its smallest share of a minute: so often can it be refused.
        (TimeSpan up, int refusedUp) = Run(PlanIntent.Converge, OutcomeKind.Created);
        refusedUp.Should().BeInRange(1, (int)(up.TotalMinutes * RequestBudget.SmallestShare));

        (TimeSpan down, int refusedDown) = Run(PlanIntent.Down, OutcomeKind.Deleted);
        refusedDown.Should().BeInRange(1, (int)(down.TotalMinutes * RequestBudget.SmallestShare));
        _world.Events.Of<RateLimitWait>().Should().Contain(w => w.Limit == "minute");
        down.Should().BeLessThan(TimeSpan.FromMinutes(20));
    }

    [Fact]
    public void A_run_succeeds_with_a_hundred_remaining_requests_of_the_hour()
    {
        _neighbour.Use(4900);
        Run(PlanIntent.Converge, OutcomeKind.Created);

        // The first requests of the hour are twenty minutes old, so that there is budget after forty minutes: one read per minute, and a
        // few before.
        (TimeSpan down, int refused) = Run(PlanIntent.Down, OutcomeKind.Deleted);
        refused.Should().BeInRange(1, (int)down.TotalMinutes + 10);
        _world.Events.Of<RateLimitWait>().Should().Contain(w => w.Limit == "hour");
        down.Should().BeLessThan(TimeSpan.FromMinutes(45));
    }

    [Theory]
    [InlineData(12)]
    [InlineData(15)]
    [InlineData(40)]
    public void A_run_waits_for_a_budget_that_permits_a_read_and_a_delete_within_ten_seconds(int every)
    {
        World world = new(o => o with { RateLimit = false }) { Yaml = World.Hosts() };
        string[] hosts = ["a-1", "a-2", "a-3", "a-4", "a-5"];
        foreach (string host in hosts)
        {
            world.Ours(host);
        }

        using Trickle trickle = new(world.Cloud.CreateHandler(), world.Time, TimeSpan.FromSeconds(every));
        FaultHandler network = new(trickle, world.Time);
        using CancellationTokenSource enough = new(TimeSpan.FromHours(1), world.Time);

        ApplyReport report = world.Time.Run(() => world.UpAsync(world.NewProvider(network), PlanIntent.Down, enough.Token));

        report.Hosts.Should().HaveCount(5).And.OnlyContain(h => h.Kind == OutcomeKind.Deleted);
        network.Sent.Where(s => s.StartsWith("DELETE ", StringComparison.Ordinal)).Should().OnlyHaveUniqueItems();
        world.Events.Of<RateLimitWait>().Should().Contain(w => w.Limit == "hour");
    }

    void IDisposable.Dispose() => _neighbour.Dispose();

    private (TimeSpan Took, int Refused) Run(PlanIntent intent, OutcomeKind expected)
    {
        List<(TimeSpan At, TimeSpan Wait)> reported = [];
        List<TimeSpan> sent = [];
        _world.Events.All.Clear();
        _world.Events.Received = happened =>
        {
            if (happened is RateLimitWait { Wait: var wait })
            {
                reported.Add((_world.Time.Elapsed, wait));
            }
        };
        _world.Network.Choose = (_, _) =>
        {
            sent.Add(_world.Time.Elapsed);
            return Fault.None;
        };
        TimeSpan start = _world.Time.Elapsed;

        ApplyReport report = _world.Up(intent);

        report.Hosts.Should().HaveCount(Hosts).And.OnlyContain(h => h.Kind == expected);
        _world.Live().Should().HaveCount(expected == OutcomeKind.Created ? Hosts : 0).And.OnlyHaveUniqueItems();
        foreach ((TimeSpan at, TimeSpan wait) in reported.Where(t => t.Wait > TimeSpan.FromSeconds(2)))
        {
            // At the end of the wait, the next request is sent, or withdrawn for another wait.
            sent.Concat(reported.Select(r => r.At)).Where(s => s > at).Min()
                .Should().BeCloseTo(at + wait, TimeSpan.FromSeconds(2), "it is the reported wait");
        }

        return (_world.Time.Elapsed - start, _world.Events.Of<RetryScheduled>().Count(r => r.Status == 429));
    }
}
