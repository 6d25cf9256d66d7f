namespace Stagecraft.Engine.Timing;

/// <summary>The offset of the local time from the monotonic clock. The monotonic clock can stop while the computer sleeps, the local time
/// does not: earlier reads are then older than the monotonic clock states. A change of the local time has the same effect and costs another
/// read, also if it is set back, because that can hide a sleep.</summary>
internal static class ClockDrift
{
    public static TimeSpan Of(TimeProvider time) =>
        time.GetUtcNow() - DateTimeOffset.UnixEpoch - time.GetElapsedTime(0, time.GetTimestamp());

    /// <summary>How long the computer may have slept between two times.</summary>
    public static TimeSpan Slept(TimeSpan before, TimeSpan after) => (after - before).Duration();
}
