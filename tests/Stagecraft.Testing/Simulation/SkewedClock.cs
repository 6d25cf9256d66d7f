namespace Stagecraft.Testing.Simulation;

/// <summary>The clock of a client's machine: it goes like the world's, but shows another time, and jumps.</summary>
internal sealed class SkewedClock(TimeProvider world, Dice dice) : TimeProvider
{
    private TimeSpan _skew = Somewhere(dice);

    public override long TimestampFrequency => world.TimestampFrequency;

    public override TimeZoneInfo LocalTimeZone => world.LocalTimeZone;

    public override DateTimeOffset GetUtcNow()
    {
        if (dice.Chance(0.002))
        {
            _skew = Somewhere(dice);
        }

        return world.GetUtcNow() + _skew;
    }

    public override long GetTimestamp() => world.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        world.CreateTimer(callback, state, dueTime, period);

    private static TimeSpan Somewhere(Dice dice) => TimeSpan.FromMinutes(dice.Between(-90, 90));
}
