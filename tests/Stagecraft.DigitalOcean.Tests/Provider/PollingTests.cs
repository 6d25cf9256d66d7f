namespace Stagecraft.DigitalOcean.Tests.Provider;

/// <summary>Spec digitalocean.md 9.1.1: when a run reads droplets that boot.</summary>
public sealed class PollingTests
{
    /// <summary>A plan (8), the log of actions, one create, four reads of one list, and the final read of two lists.</summary>
    [Fact]
    public void Ten_hosts_that_boot_in_ten_seconds_take_nineteen_requests()
    {
        World world = Booting(TimeSpan.FromSeconds(10));
        world.Yaml = World.Hosts(Enumerable.Range(1, 10).Select(i => $"app-{i:D3}"));

        (int[] reads, int end) = Up(world);

        reads.Should().Equal(4, 6, 8, 10, 15, 15);
        world.Network.Sent.Should().HaveCount(19);
        end.Should().Be(15);
    }

    /// <summary>The interval of 2 s applies after the first read.</summary>
    [Theory]
    [InlineData(3, new int[] { 4, 15, 15 })]
    [InlineData(5, new int[] { 4, 6, 15, 15 })]
    public void The_first_read_follows_4_s_after_the_create(int boot, int[] expected)
    {
        World world = Booting(TimeSpan.FromSeconds(boot));

        (int[] reads, _) = Up(world);

        reads.Should().Equal(expected);
    }

    [Fact]
    public void The_first_read_follows_after_a_shorter_poll_interval()
    {
        World world = Booting(TimeSpan.FromSeconds(3));
        world.Yaml += "\npoll_interval: 1s\n";

        (int[] reads, _) = Up(world);

        reads.Should().Equal(1, 2, 3, 15, 15);
    }

    /// <summary>A droplet that another run created is read after 2 s: when its boot began is not known.</summary>
    [Fact]
    public void A_droplet_that_boots_already_is_read_after_2_s()
    {
        World world = Booting(TimeSpan.FromSeconds(3));
        world.Ours("app-1", booting: true);

        (int[] reads, _) = Up(world);

        reads.Should().Equal(2, 4);
    }

    /// <summary>An <c>up</c> ends at most 2 s after the boot, or 1 s after the settle window; a request takes 50 ms.</summary>
    [Theory]
    [InlineData(10, 10)]
    [InlineData(10, 15)]
    [InlineData(10, 31)]
    [InlineData(100, 10)]
    [InlineData(100, 15)]
    [InlineData(100, 31)]
    public void An_up_ends_soon_after_the_boot(int hosts, int boot)
    {
        World world = Fleet(hosts, boot);

        TimeSpan time = Timed(world, () => world.Up());

        time.Should().BeLessThanOrEqualTo(TimeSpan.FromSeconds(Math.Max(boot + 2, 15 + 1)));
        if (boot == 10)
        {
            world.Network.Sent.Should().HaveCountLessThanOrEqualTo(30);
        }
    }

    /// <summary>A <c>down</c> ends at most 3 s after the last droplet is deleted.</summary>
    [Theory]
    [InlineData(10, 3)]
    [InlineData(10, 8)]
    [InlineData(100, 3)]
    [InlineData(100, 8)]
    public void A_down_ends_soon_after_the_deletion(int hosts, int destroy)
    {
        World world = Fleet(hosts, boot: 1, destroy);
        world.Up();
        world.Time.Run(() => Task.Delay(TimeSpan.FromMinutes(2), world.Time));
        world.Network.Sent.Clear();

        TimeSpan time = Timed(world, () => world.Down());

        world.Live().Should().BeEmpty();
        time.Should().BeLessThanOrEqualTo(TimeSpan.FromSeconds(destroy + 3));
        if (destroy == 3)
        {
            world.Network.Sent.Should().HaveCountLessThanOrEqualTo(hosts + 16);
        }
    }

    private static TimeSpan Timed(World world, Action run)
    {
        TimeSpan begin = world.Time.Elapsed;
        run();
        return world.Time.Elapsed - begin;
    }

    private static World Fleet(int hosts, int boot, int destroy = 3)
    {
        World world = new(o => o with
        {
            Boot = TimeSpan.FromSeconds(boot),
            Destroy = TimeSpan.FromSeconds(destroy),
            DropletLimit = 200,
        })
        {
            Yaml = World.Hosts(Enumerable.Range(1, hosts).Select(i => $"app-{i:D3}")),
        };
        world.Network.Later = (_, _) => TimeSpan.FromMilliseconds(50);
        return world;
    }

    private static World Booting(TimeSpan boot) => new(o => o with { Boot = boot, DropletLimit = 200 })
    {
        Yaml = World.Hosts("app-1"),
    };

    /// <returns>When the run read lists of droplets after its first second, and when it ended, in whole seconds.</returns>
    private static (int[] Reads, int End) Up(World world)
    {
        List<int> reads = [];
        world.Network.Later = (request, _) =>
        {
            if (request.Method == HttpMethod.Get && request.RequestUri!.AbsolutePath == "/v2/droplets")
            {
                reads.Add((int)world.Time.Elapsed.TotalSeconds);
            }

            return TimeSpan.Zero;
        };
        world.Up().Succeeded.Should().BeTrue();
        return ([.. reads.Where(r => r > 0)], (int)world.Time.Elapsed.TotalSeconds);
    }
}
