using Stagecraft.DigitalOcean.Sandbox;
using Stagecraft.Events;
using Stagecraft.Plans;

namespace Stagecraft.DigitalOcean.Tests.Provider;

/// <summary>Spec digitalocean.md 6.3.1, 7.4 and 9.1.1: a create requires a fresh read; the polling interval.</summary>
public sealed class PauseTests
{
    private static readonly string[] Fleet = [.. Enumerable.Range(1, 57).Select(i => $"app-{i:D2}")];

    /// <summary>Two runs read the account. One of them is suspended for a while, and the other creates the hosts meanwhile.</summary>
    [Theory]
    [InlineData(11)]
    [InlineData(20)]
    [InlineData(40)]
    [InlineData(600)]
    public void A_run_that_was_suspended_before_its_first_create_creates_nothing_twice(int seconds)
    {
        World world = new(o => o with { DropletLimit = 200 }) { Yaml = World.Hosts(Fleet) };
        FaultHandler suspended = world.NewNetwork();
        bool isFirst = true;
        suspended.Later = (request, _) =>
        {
            // The response of the last read before the creates arrives after the pause.
            bool isLast = isFirst && request.RequestUri!.AbsolutePath == "/v2/actions";
            isFirst &= !isLast;
            return isLast ? TimeSpan.FromSeconds(seconds) : TimeSpan.Zero;
        };

        ApplyReport[] reports = world.Time.Run(() => Task.WhenAll(
            world.UpAsync(world.NewProvider(suspended)), world.UpAsync(world.NewProvider())));

        reports.Should().OnlyContain(r => r.Succeeded);
        isFirst.Should().BeFalse();
        suspended.Sent.Should().NotContain("POST /v2/droplets");
        world.Cloud.Requests.Count(r => r.Method == "POST" && r.Target == "/v2/droplets").Should().Be(6);
        world.Live().Should().HaveCount(57);
    }

    /// <summary>Nobody else is there: the suspended run reads again, and creates its hosts.</summary>
    [Fact]
    public void A_suspended_run_continues_after_another_read()
    {
        World world = new() { Yaml = World.Hosts("app-1", "db-1") };
        int logs = 0;
        world.Network.Later = (request, _) =>
            request.RequestUri!.AbsolutePath == "/v2/actions" && ++logs == 1 ? TimeSpan.FromSeconds(30) : TimeSpan.Zero;

        world.Up().Count(OutcomeKind.Created).Should().Be(2);

        logs.Should().BeGreaterThan(1);
        world.Network.Sent.Count(r => r == "POST /v2/droplets").Should().Be(2, "the hosts have different roles");
    }

    [Theory]
    [InlineData(10)]
    [InlineData(100)]
    public void A_run_ends_shortly_after_the_boot_and_after_the_deletion(int hosts)
    {
        World world = new(o => o with
        {
            DropletLimit = 200,
            Boot = TimeSpan.FromSeconds(20),
            Destroy = TimeSpan.FromSeconds(3),
        })
        {
            Yaml = World.Hosts(Enumerable.Range(1, hosts).Select(i => $"app-{i:D3}")),
        };
        TimeSpan start = world.Time.Elapsed;

        world.Up().Count(OutcomeKind.Created).Should().Be(hosts);

        (world.Time.Elapsed - start).Should().BeLessThanOrEqualTo(TimeSpan.FromSeconds(22));
        world.Network.Sent.Should().HaveCountLessThanOrEqualTo(33);
        start = world.Time.Elapsed;
        world.Network.Sent.Clear();

        world.Down().Count(OutcomeKind.Deleted).Should().Be(hosts);

        (world.Time.Elapsed - start).Should().BeLessThanOrEqualTo(TimeSpan.FromSeconds(6));
        world.Network.Sent.Should().HaveCountLessThanOrEqualTo(hosts + 19);
    }
}
