namespace Stagecraft.Testing.Simulation;

/// <summary>
/// The clock of a client's machine. It has the rate of the world's clock, but an offset and jumps. Some machines are suspended once:
/// no code runs on them then, and their monotonic clock stops.
/// </summary>
internal sealed class MachineClock : TimeProvider
{
    private readonly VirtualTimeProvider _world;
    private readonly Dice _dice;
    private readonly TimeSpan _sleepAt;
    private readonly TimeSpan _sleep;
    private TimeSpan _skew;

    public MachineClock(VirtualTimeProvider world, Dice dice, bool maySleep)
    {
        _world = world;
        _dice = dice;
        _skew = Somewhere();
        _sleep = maySleep && dice.Chance(0.1) ? TimeSpan.FromSeconds(dice.Between(5, dice.Chance(0.5) ? 60 : 1800)) : TimeSpan.Zero;
        _sleepAt = world.Elapsed + TimeSpan.FromSeconds(dice.Between(0, 40));
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => _world.LocalTimeZone;

    /// <summary>How long it has slept so far.</summary>
    public TimeSpan Slept => Limited(_world.Elapsed - _sleepAt, _sleep);

    /// <summary>The remaining time of the suspension; zero while the machine runs.</summary>
    public TimeSpan WakesIn => _world.Elapsed < _sleepAt ? TimeSpan.Zero : Limited(_sleepAt + _sleep - _world.Elapsed, _sleep);

    private TimeSpan Steady => _world.Elapsed - Slept;

    public override DateTimeOffset GetUtcNow()
    {
        if (_dice.Chance(0.002))
        {
            _skew = Somewhere();
        }

        return _world.GetUtcNow() + _skew;
    }

    public override long GetTimestamp() => Steady.Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        MachineTimer timer = new(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private TimeSpan Somewhere() => TimeSpan.FromMinutes(_dice.Between(-90, 90));

    private static TimeSpan Limited(TimeSpan span, TimeSpan most) => span < TimeSpan.Zero ? TimeSpan.Zero : span < most ? span : most;

    /// <summary>Fires when its time is up by the steady clock, and the machine is awake. It fires once: nothing here asks for
    /// more.</summary>
    private sealed class MachineTimer : ITimer
    {
        private readonly MachineClock _clock;
        private readonly TimerCallback _callback;
        private readonly object? _state;
        private readonly ITimer _timer;
        private TimeSpan _due;

        public MachineTimer(MachineClock clock, TimerCallback callback, object? state)
        {
            _clock = clock;
            _callback = callback;
            _state = state;
            _timer = clock._world.CreateTimer(_ => Fire(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (period > TimeSpan.Zero)
            {
                throw new NotSupportedException("A timer that fires again and again.");
            }

            if (dueTime == Timeout.InfiniteTimeSpan)
            {
                return _timer.Change(dueTime, period);
            }

            _due = _clock.Steady + dueTime;
            return _timer.Change(dueTime + _clock.WakesIn, Timeout.InfiniteTimeSpan);
        }

        public void Dispose() => _timer.Dispose();

        public ValueTask DisposeAsync() => _timer.DisposeAsync();

        private void Fire()
        {
            TimeSpan left = _due - _clock.Steady + _clock.WakesIn;
            if (left > TimeSpan.Zero)
            {
                _timer.Change(left, Timeout.InfiniteTimeSpan);
            }
            else
            {
                _callback(_state);
            }
        }
    }
}
