namespace Stagecraft.Engine.Timing;

/// <summary>The time of a run: elapsed, and without the waits for the rate limit.</summary>
internal sealed class RunClock(TimeProvider time, Func<TimeSpan> totalWaited, Func<bool> hasSpareBudget)
{
    private readonly TimeSpan _waitedBefore = totalWaited();
    private readonly long _start = time.GetTimestamp();

    /// <summary>The current timestamp of the clock.</summary>
    public long Timestamp => time.GetTimestamp();

    public EngineTime Now
    {
        get
        {
            TimeSpan elapsed = time.GetElapsedTime(_start);
            return new(elapsed, elapsed - (totalWaited() - _waitedBefore), ClockDrift.Of(time), hasSpareBudget());
        }
    }

    /// <summary>Converts a timestamp of the clock to the time of the run; negative before its start.</summary>
    public TimeSpan At(long timestamp) => time.GetElapsedTime(_start, timestamp);

    /// <summary>Waits until a time of the run, or without one until it is canceled. Does not throw.</summary>
    public async Task Delay(TimeSpan? until, CancellationToken cancellationToken)
    {
        TimeSpan left = until is { } moment ? moment - Now.Elapsed : Timeout.InfiniteTimeSpan;
        if (until is not null && left <= TimeSpan.Zero)
        {
            return;
        }

        await Pause.TryForAsync(left, time, cancellationToken).ConfigureAwait(false);
    }

    public CancellationTokenSource After(TimeSpan timeout) => new(timeout, time);
}
