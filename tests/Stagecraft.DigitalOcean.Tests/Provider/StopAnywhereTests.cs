using Stagecraft.Plans;

namespace Stagecraft.DigitalOcean.Tests.Provider;

/// <summary>Spec digitalocean.md 6.8: a run that is stopped at any moment ends with its report, or without having changed
/// anything.</summary>
public sealed class StopAnywhereTests
{
    [Fact]
    public void A_run_that_is_stopped_at_any_read_of_the_clock_ends_with_a_report()
    {
        int reads = 1;
        while (StopsAt(reads++))
        {
        }

        reads.Should().BeGreaterThan(50, "the clock is read often");
    }

    /// <returns>Whether the clock was read so often.</returns>
    private static bool StopsAt(int read)
    {
        World world = new() { Yaml = World.Hosts("app-1", "db-1") };
        InfraPlan plan = world.Plan();
        using CancellationTokenSource stop = new();
        DigitalOceanProvider provider = new(new DigitalOceanProviderOptions
        {
            GetEnvironmentVariable = name => world.Environment.GetValueOrDefault(name),
            Handler = world.Network,
            TimeProvider = new StoppingClock(world.Time, read, stop),
            Random = new Random(1),
        });
        try
        {
            world.Time.Run(() => provider.ApplyAsync(world.ApplyOptions(plan), stop.Token));
        }
        catch (Stagecraft.Providers.CloudProviderException e)
        {
            e.Report!.Hosts.Should().HaveCount(2);
        }
        catch (OperationCanceledException)
        {
            world.Cloud.Droplets.Should().BeEmpty();
        }

        return stop.IsCancellationRequested;
    }

    /// <summary>A clock whose n-th read stops the run.</summary>
    private sealed class StoppingClock(TimeProvider time, int read, CancellationTokenSource stop) : TimeProvider
    {
        private int _reads;

        public override long TimestampFrequency => time.TimestampFrequency;

        public override long GetTimestamp()
        {
            if (++_reads == read)
            {
                stop.Cancel();
            }

            return time.GetTimestamp();
        }

        public override DateTimeOffset GetUtcNow() => time.GetUtcNow();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            time.CreateTimer(callback, state, dueTime, period);
    }
}
