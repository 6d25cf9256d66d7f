using Stagecraft.Events;

namespace Stagecraft.DigitalOcean.Tests.Provider;

/// <summary>6.3: events have a stable order, whatever the order of responses.</summary>
public sealed class EventOrderTests
{
    private const int Hosts = 60;

    private static readonly string Yaml = World.Hosts([.. Enumerable.Range(1, Hosts).Select(i => $"app-{i:00}")]);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_order_of_responses_does_not_change_the_events(int seed)
    {
        Random random = new(seed);

        List<string> jittered = Up(() => TimeSpan.FromMilliseconds(random.Next(0, 900)));

        string.Join('\n', jittered).Should().Be(string.Join('\n', Up(() => TimeSpan.Zero)));
    }

    [Fact]
    public void A_slow_create_delays_the_others_by_at_most_a_second()
    {
        World world = new(o => o with { DropletLimit = Hosts }) { Yaml = Yaml };
        int creates = 0;
        world.Network.Later = (request, _) => request.Method == HttpMethod.Post && creates++ == 0
            ? TimeSpan.FromSeconds(30)
            : TimeSpan.Zero;
        List<(string Name, TimeSpan At)> waiting = [];
        world.Events.Received = e =>
        {
            if (e is HostWaiting host && !waiting.Exists(w => w.Name == host.Name))
            {
                waiting.Add((host.Name!, world.Time.Elapsed));
            }
        };

        world.Up();

        waiting.Should().HaveCount(Hosts);
        waiting.Where(w => w.At < TimeSpan.FromSeconds(3)).Select(w => w.Name)
            .Should().Equal(Enumerable.Range(11, Hosts - 10).Select(i => $"app-{i:00}"));
        waiting.TakeLast(10).Should().OnlyContain(w => w.At > TimeSpan.FromSeconds(29));
    }

    private static List<string> Up(Func<TimeSpan> delay)
    {
        World world = new(o => o with { DropletLimit = Hosts }) { Yaml = Yaml };
        world.Network.Later = (request, _) => request.Method == HttpMethod.Post ? delay() : TimeSpan.Zero;
        world.Up();

        // How long is left to wait is not the same, and need not be.
        return [.. world.Events.All.Where(e => e is not SettleWait).Select(e => e.ToString()!)];
    }
}
