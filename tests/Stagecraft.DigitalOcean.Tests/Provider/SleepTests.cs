using Stagecraft.DigitalOcean.Sandbox;
using Stagecraft.Engine.Running;
using Stagecraft.Engine.Timing;
using Stagecraft.Errors;
using Stagecraft.Plans;
using Stagecraft.Providers;

namespace Stagecraft.DigitalOcean.Tests.Provider;

/// <summary>Spec digitalocean.md 6.5, 7.6: the steady clock can stop while the machine sleeps; reads before the sleep are stale
/// nevertheless.</summary>
public sealed class SleepTests
{
    private readonly World _world = new() { Yaml = World.Hosts("app-1") };
    private readonly SandboxDroplet _droplet;
    private readonly SleepyClock _clock;
    private readonly DigitalOceanProvider _provider;

    public SleepTests()
    {
        _droplet = _world.Ours("app-1");
        _clock = new SleepyClock(_world.Time);
        _provider = new DigitalOceanProvider(new DigitalOceanProviderOptions
        {
            GetEnvironmentVariable = _ => World.Token,
            Handler = _world.Network,
            TimeProvider = _clock,
            Random = new Random(1),
        });
    }

    [Fact]
    public void After_a_sleep_during_the_confirmation_a_droplet_that_is_now_unmanaged_is_not_deleted()
    {
        InfraPlan plan = _world.Time.Run(() => _provider.PlanAsync(_world.PlanOptions(PlanIntent.Down), CancellationToken.None));
        SleepAndLoseIt();

        Apply(plan).Report!.Hosts.Single().Code.Should().Be(ErrorCodes.PlanStale);

        _world.Network.Sent.Should().NotContain(r => r.StartsWith("DELETE", StringComparison.Ordinal));
    }

    [Fact]
    public void After_a_sleep_a_delete_is_not_repeated_before_a_new_read()
    {
        InfraPlan plan = _world.Time.Run(() => _provider.PlanAsync(_world.PlanOptions(PlanIntent.Down), CancellationToken.None));
        _world.Network.Choose = (request, _) =>
        {
            if (request.Method != HttpMethod.Delete)
            {
                return Fault.None;
            }

            SleepAndLoseIt();
            return Fault.Error500Before;
        };

        Apply(plan).Report!.Hosts.Single().Code.Should().Be(ErrorCodes.PlanStale);

        _world.Network.Sent.Should().ContainSingle(r => r.StartsWith("DELETE", StringComparison.Ordinal));
    }

    /// <summary>Six seconds awake and six asleep are twelve.</summary>
    [Fact]
    public void Time_asleep_is_added_to_the_elapsed_time()
    {
        DeleteOperation work = new(
            "app-1", "staging-app-1", new("1"), DeleteReason.Down)
        { YoungUntil = TimeSpan.Zero, TagsReadAt = default(EngineTime) };
        TimeSpan six = TimeSpan.FromSeconds(6);

        DeleteTransitions.IsFresh(work, new EngineTime(six, six)).Should().BeTrue();
        DeleteTransitions.IsFresh(work, new EngineTime(six, six, six)).Should().BeFalse();
        DeleteTransitions.IsFresh(work, new EngineTime(six, six, -six)).Should().BeFalse("a clock that was set back may hide a sleep");
    }

    private void SleepAndLoseIt()
    {
        _clock.Slept += TimeSpan.FromHours(2);
        _world.Cloud.SetTags(_droplet.Id, ["other"]);
    }

    private CloudProviderException Apply(InfraPlan plan) =>
        ApplyTests.Fails(() => _world.Time.Run(() => _provider.ApplyAsync(_world.ApplyOptions(plan), CancellationToken.None)));

    private sealed class SleepyClock(TimeProvider world) : TimeProvider
    {
        public TimeSpan Slept { get; set; }

        public override long TimestampFrequency => world.TimestampFrequency;

        public override DateTimeOffset GetUtcNow() => world.GetUtcNow() + Slept;

        public override long GetTimestamp() => world.GetTimestamp();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            world.CreateTimer(callback, state, dueTime, period);
    }
}
